// The functions with the token already given.

import { copied } from './refusal.js';

export function clientOf(functions, options) {
  const { token, ...defaults } = settingsOf(options);
  const client = {};
  for (const [name, operation] of Object.entries(functions)) {
    // Each function names all its arguments, the token first and the options last.
    const before = operation.length - 2;
    client[name] = (...args) => {
      const given = Array.from({ length: before }, (_, index) => args[index]);
      return operation(token, ...given, merged(defaults, args[before]), ...args.slice(before + 1));
    };
  }
  return client;
}

// Copied, because the caller may change them. What cannot be read is for the calls to refuse, which can reject.
function settingsOf(options) {
  try {
    return { ...options };
  } catch {
    return { token: options };
  }
}

// What is no plain object, or cannot be read, is for the call to refuse, too.
function merged(defaults, options) {
  const own = copied(options);
  return own === undefined ? options : { ...defaults, ...own };
}
