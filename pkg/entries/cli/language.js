// The language of the person in front of the terminal.

// As the C library decides: the first one that is set. `C` and `POSIX` are English. Looked for before anything can go
// wrong that has to be said.
export function languageOf(words, { LC_ALL, LC_MESSAGES, LANG }) {
  const [, asked] = words.join('\0').match(/(?:^|\0)--lang[=\0](ja|en)(?:\0|$)/) ?? [];
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return asked ?? (/^ja(?![a-z])/i.test(locale) ? 'ja' : 'en');
}
