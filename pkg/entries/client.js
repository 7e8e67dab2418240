// The functions with the token already given.

export function clientOf(functions, { token, ...defaults } = {}) {
  const client = {};
  for (const [name, operation] of Object.entries(functions)) {
    // Each function names all its arguments, the token first and the options last.
    const before = operation.length - 2;
    client[name] = (...args) => {
      const given = Array.from({ length: before }, (_, index) => args[index]);
      return operation(token, ...given, merged(defaults, args[before]));
    };
  }
  return client;
}

// What is no object is left for the call to refuse.
function merged(defaults, options) {
  if (typeof (options ?? {}) !== 'object') return options;
  return { ...defaults, ...options };
}
