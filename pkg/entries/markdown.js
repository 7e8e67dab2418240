// `chatwork-wasm/markdown`: Markdown made a message. An entry of its own, as its module is the largest.

import { fromMarkdown as converted } from '#markdown';
import { start } from '#markdown/start';
import { idOf, misfit, optionsOf } from './notation/arguments.js';
import { Notation } from './notation/notation.js';

// Far more than a message has, and read within a second.
const MOST_CHARACTERS = 1_000_000;

export function fromMarkdown(markdown, options) {
  if (typeof markdown !== 'string') throw misfit('fromMarkdown', 'markdown', 'a string', markdown);
  if (markdown.length > MOST_CHARACTERS) {
    throw misfit('fromMarkdown', 'markdown', `a string of at most ${MOST_CHARACTERS} characters`, markdown);
  }
  const { mentions } = optionsOf('fromMarkdown', options, ['mentions']);
  const entries = entriesOf(mentions).map(([name, id]) => [name, idOf('fromMarkdown', 'mentions', id)]);
  start();
  const ids = Float64Array.from(entries, ([, id]) => id);
  return new Notation(converted(markdown, entries.map(([name]) => name), ids));
}

function entriesOf(mentions) {
  if (mentions === undefined || mentions === null) return [];
  const kind = Object.prototype.toString.call(mentions);
  const entries = { '[object Map]': () => [...mentions], '[object Object]': () => Object.entries(mentions) }[kind]?.();
  // An empty name would be found everywhere.
  if (entries?.every(([name]) => typeof name === 'string' && name !== '')) return entries;
  throw misfit('fromMarkdown', 'mentions', 'a Map or an object with account ids by name', mentions);
}
