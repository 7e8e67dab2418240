// Errors of the functions that are made of other functions.

import { ChatworkArgumentError } from '#errors';

// A wrong argument, before anything was sent.
export function refusal(name, path, parameter, expected, got) {
  const message = `${name}: '${parameter}' must be ${expected}, but got ${got}. Nothing was sent.`;
  const help = '引数を直してください。何も送信していません。\nNothing was sent.';
  const fields = { code: 'argument', outcome: 'not-sent', method: 'GET', path, parameter, expected, got, help };
  return new ChatworkArgumentError('ChatworkArgumentError', message, fields);
}

// The options as they are now, because the caller may change them. Those that are none are for the call to refuse.
export function copied(options) {
  try {
    const isPlain = options == null || Object.prototype.toString.call(options) === '[object Object]';
    return isPlain ? { ...options } : undefined;
  } catch {
    return undefined;
  }
}

// A credential may be an object.
export function copiedToken(token) {
  try {
    return typeof token === 'object' && token !== null ? { ...token } : token;
  } catch {
    return token;
  }
}
