// Calls a pacer of the caller, which may do anything.

export const pacing = {
  async reserve(pacer, request) {
    return pacer.reserve(request);
  },

  async learn(pacer, told) {
    try {
      await pacer.learn?.(told);
    } catch {
      // It counts what it lets pass, and hears of the next answer.
    }
  },
};
