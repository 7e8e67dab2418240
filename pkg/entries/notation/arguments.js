// What arguments about messages may be.

import { refusal } from '../refusal.js';
import { isNotation } from './notation.js';

// The text of a message: a string, or what a builder made.
export function messageText(name, parameter, value) {
  if (typeof value === 'string') return value;
  if (isNotation(value)) return value.text;
  throw misfit(name, parameter, 'a string, as the body of a message', value);
}

export function idOf(name, parameter, value) {
  const id = typeof value === 'number' ? value : digitsOf(value);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw misfit(name, parameter, 'an id above 0: a number, a string of digits, or a bigint', value);
}

// As a string, because a number would lose digits.
export function messageIdOf(name, parameter, value) {
  const id = typeof value === 'bigint' ? `${value}` : value;
  if (typeof id === 'string' && /^\d{1,20}$/.test(id)) return id;
  throw misfit(name, parameter, 'the id of a message: a string of digits', value);
}

function digitsOf(value) {
  return typeof value === 'bigint' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : NaN;
}

// The options, where all that are given are known.
export function optionsOf(name, options, known) {
  const given = options ?? {};
  if (Object.prototype.toString.call(given) !== '[object Object]') throw misfit(name, 'options', 'a plain object', given);
  const unknown = Object.keys(given).find((each) => !known.includes(each));
  if (unknown === undefined) return given;
  throw refusal(name, unknown, `one of ${known.map((each) => `'${each}'`).join(', ')}`, 'an unknown name');
}

export function misfit(name, parameter, expected, value) {
  return refusal(name, parameter, expected, described(value));
}

// Strings are not repeated: one in the wrong place may be a token.
function described(value) {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string') return `a string of length ${value.length}`;
  return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : `a value of type ${typeof value}`;
}
