// What an app may do.

import { scopes, scopesOf } from '#scopes';
import { refusal } from '../refusal.js';
import { kindOf } from './arguments.js';

export function scopesFor(...functions) {
  for (const name of functions) {
    if (typeof name !== 'string' || !Object.hasOwn(scopesOf, name)) {
      const got = typeof name === 'string' ? 'an unknown name' : kindOf(name);
      throw refusal('scopesFor', 'functions', `names of functions, such as 'getRooms'`, got);
    }
  }
  // Any one of a function's scopes is enough, and the last one allows the least.
  const needed = new Set(functions.map((name) => scopesOf[name].at(-1)));
  return scopes.filter((scope) => needed.has(scope));
}

// Scopes as a list or a text with spaces; an array with the text, or what is wrong.
export function scopeText(value, isChecked) {
  const list = Array.isArray(value) ? [...value] : typeof value === 'string' && value.split(' ').filter(Boolean);
  if (!list) return kindOf(value);
  if (list.length === 0) return 'no scope';
  if (!list.every((scope) => typeof scope === 'string' && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)))
    return 'another value';
  return isChecked && !list.every((scope) => scopes.includes(scope)) ? 'an unknown scope' : [list.join(' ')];
}

export function scopeKind(isChecked) {
  const expected = `scopes, as a list or a text with spaces between them${isChecked ? `: ${scopes.join(', ')}` : ''}`;
  return { expected, read: (value) => scopeText(value, isChecked) };
}
