// What ends something early: the caller's signal, or its time. A race against that ends even where a custom fetch ignores
// its own signal. Nothing here rejects.

// What to end with each signal. One listener for all calls that share it: Node warns of more than ten.
const watched = new WeakMap();

export const cutting = {
  // Starts to watch. `milliseconds` of 0 are as many as it takes.
  begin(signal, milliseconds) {
    const controller = new AbortController();
    const cut = { controller, signal, isOver: false };
    cut.ended = new Promise((resolve) => {
      cut.end = () => {
        cut.isOver = true;
        resolve();
        // Last, because it runs the listeners of a custom fetch, which may do anything.
        controller.abort(signal?.aborted ? signal.reason : undefined);
      };
    });
    if (signal) watch(signal, cut.end);
    if (milliseconds > 0) cut.timer = setTimeout(cut.end, milliseconds);
    // A signal tells only once.
    if (signal?.aborted) cut.end();
    return cut;
  },

  // Waits for a promise, if there is one: an array with what it was fulfilled with, or as second what it rejected with, or
  // nothing where it was cut before.
  async race(cut, promise) {
    // In arrays: the race would wait for a value that turns out to have a `then` only when it is asked again.
    const settled = promise && Promise.all([promise]).catch((thrown) => [undefined, thrown]);
    const first = await Promise.race([cut.ended, settled ?? cut.ended]);
    // A fetch that heeds its signal rejects when it is cut, and with anything.
    return cut.isOver ? [] : first;
  },

  // Leaves neither listener nor timer behind.
  close({ signal, end, timer }) {
    try {
      clearTimeout(timer);
      const ends = watched.get(signal);
      if (ends?.delete(end) && ends.size === 0) signal.removeEventListener('abort', ends.run);
    } catch {
      // Called late, it does no harm.
    }
  },
};

function watch(signal, end) {
  const ends = watched.get(signal) ?? new Set();
  watched.set(signal, ends);
  if (ends.size === 0) {
    ends.run = () => ends.forEach((each) => each());
    signal.addEventListener('abort', ends.run);
  }
  ends.add(end);
}
