// Messages without their tags.

import { accounts, render } from '#notation';
import { start } from '#notation/start';
import { messageText, misfit, optionsOf } from './arguments.js';

const OPTIONS = ['names', 'language', 'utcOffset', 'emoji'];
const JAPAN = 540;

// No clock on earth is further from UTC than 14 hours.
const MOST_MINUTES = 24 * 60;

export function renderText(message, options) {
  return rendered('renderText', 'text', message, options);
}

export function renderHtml(message, options) {
  return rendered('renderHtml', 'html', message, options);
}

export function renderMarkdown(message, options) {
  return rendered('renderMarkdown', 'markdown', message, options);
}

function rendered(name, form, message, options) {
  const source = messageText(name, 'message', message);
  const given = optionsOf(name, options, OPTIONS);
  const [language, utcOffset, emoji] = [given.language ?? 'ja', given.utcOffset ?? JAPAN, given.emoji ?? true];
  if (!['ja', 'en'].includes(language)) throw misfit(name, 'language', "'ja' or 'en'", language);
  if (!Number.isInteger(utcOffset) || Math.abs(utcOffset) > MOST_MINUTES) {
    throw misfit(name, 'utcOffset', 'whole minutes, as 540 for Japan', utcOffset);
  }
  if (typeof emoji !== 'boolean') throw misfit(name, 'emoji', 'true or false', emoji);
  start();
  const ids = [];
  const found = [];
  const nameOf = lookUp(name, given.names);
  // Looked up before, so that nothing of the caller runs inside of wasm.
  for (const id of nameOf === undefined ? [] : accounts(source)) {
    // An empty name would show nobody.
    const known = nameOf(id) || undefined;
    if (known !== undefined && typeof known !== 'string') throw misfit(name, 'names', 'names that are strings', known);
    if (known !== undefined) {
      ids.push(id);
      found.push(known);
    }
  }
  return render(source, form, language, utcOffset, emoji, ids, found);
}

function lookUp(name, names) {
  if (typeof names === 'function') return names;
  if (names === undefined || names === null) return undefined;
  const kind = Object.prototype.toString.call(names);
  if (kind === '[object Map]') return (id) => names.get(id);
  if (kind === '[object Object]') return (id) => (Object.hasOwn(names, id) ? names[id] : undefined);
  throw misfit(name, 'names', 'a Map, an object, or a function from an account id to a name', names);
}
