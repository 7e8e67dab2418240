// What a call was rejected with.

import { element } from './element.js';

export function failure(error) {
  const made = element('div', { class: 'failure' });
  made.append(element('p', {}, element('strong', {}, error.name), `: ${error.message}`));
  // `help` is a sentence in Japanese, and on the next line one in English that the message may have, too.
  const [ja, en] = error.help?.split('\n') ?? [];
  for (const [lang, text] of Object.entries({ ja, en })) {
    if (text && !error.message.includes(text)) made.append(element('p', { lang }, text));
  }
  return made;
}
