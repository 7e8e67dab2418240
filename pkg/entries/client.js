// The functions with the token already given.

export function clientOf(functions, options) {
  const { token, ...defaults } = options ?? {};
  const client = {};
  for (const [name, operation] of Object.entries(functions)) {
    // Each function names all its arguments, the token first and the options last.
    const before = operation.length - 2;
    // Async, so that a getter of the caller's options that throws becomes a rejection, too.
    client[name] = async (...args) => {
      const given = Array.from({ length: before }, (_, index) => args[index]);
      return operation(token, ...given, merged(defaults, args[before]));
    };
  }
  return client;
}

// What is no object is left for the call to refuse.
function merged(defaults, options) {
  if (typeof (options ?? {}) !== 'object' || Array.isArray(options)) return options;
  return { ...defaults, ...options };
}
