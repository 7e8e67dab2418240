// What arguments about messages may be.

import { ChatworkArgumentError } from '#errors';
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
  if (unknown !== undefined) {
    throw misfit(name, unknown, `one of ${known.map((each) => `'${each}'`).join(', ')}`, unknown, 'an unknown name');
  }
  return given;
}

export function misfit(name, parameter, expected, value, got = described(value)) {
  const message = `${name}: '${parameter}' must be ${expected}, but got ${got}.`;
  const help = '引数を直してください。\nCorrect the argument.';
  const fields = { code: 'argument', outcome: 'not-sent', parameter, expected, got, help };
  return new ChatworkArgumentError('ChatworkArgumentError', message, fields);
}

// Strings are not repeated: one in the wrong place may be a token.
function described(value) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string') return `a string of length ${value.length}`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return typeof value === 'undefined' ? 'nothing' : `a value of type ${typeof value}`;
}
