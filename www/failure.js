// What a call was rejected with.

import { both, element } from './element.js';

export function failure(error) {
  const made = element('div', { class: 'failure' });
  made.append(element('p', {}, element('strong', {}, error.name), `: ${error.message}`));
  // `help` is a sentence in Japanese, and one in English on the next line.
  if (error.help) made.append(element('p', {}, both(...error.help.split('\n'))));
  return made;
}
