// The language of the page, for what CSS cannot switch. The listener is called now, and after each switch.

export function onLanguage(listener) {
  const root = document.documentElement;
  listener(root.lang);
  new MutationObserver(() => listener(root.lang)).observe(root, { attributeFilter: ['lang'] });
}
