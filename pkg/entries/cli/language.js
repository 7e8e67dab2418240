// The language of the person in front of the terminal.

// A text in both.
export const said = (ja, en) => ({ ja, en });

// As the C library decides: the first one that is set. `C` and `POSIX` are English. Looked for before anything can go
// wrong that has to be said. Behind `--` no word is an option; before it none that looks like one is a value.
export function languageOf(words, { LC_ALL, LC_MESSAGES, LANG }) {
  const [options] = words.join('\0').split(/(?:^|\0)--(?:\0|$)/);
  const [, asked] = options.match(/(?:^|\0)--lang[=\0](ja|en)(?:\0|$)/) ?? [];
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return asked ?? (/^ja(?![a-z])/i.test(locale) ? 'ja' : 'en');
}
