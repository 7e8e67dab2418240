// Making elements.

// element('button', { type: 'button', onclick }, both('送信', 'Post'))
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// A text in both languages, of which style.css shows that of the page: a switch loses nothing that somebody typed.
// Names in backticks are set as code.
export function both(ja, en) {
  const made = document.createDocumentFragment();
  for (const [lang, text] of Object.entries({ ja, en })) made.append(element('span', { lang }, ...withCode(text)));
  return made;
}

function withCode(text) {
  return text.split(/`([^`]*)`/).map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)));
}
