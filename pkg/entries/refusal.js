// What functions in JavaScript make of arguments: copies, and the error where one is wrong.

import { ChatworkArgumentError } from '#errors';

// A wrong argument, before anything was sent. `request` is the one that would have been, where there is only one.
export function refusal(operation, parameter, expected, got, { cause, ...request } = {}) {
  const message = `${operation}: '${parameter}' must be ${expected}, but got ${got}. Nothing was sent.`;
  const help = '引数を直してください。何も送信していません。\nNothing was sent.';
  const fields = { code: 'argument', outcome: 'not-sent', ...request, parameter, expected, got, help };
  return new ChatworkArgumentError('ChatworkArgumentError', message, fields, cause);
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
