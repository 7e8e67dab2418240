// What calls could leave behind: memory of the WebAssembly modules, timers, listeners, and rejections that nobody
// handles. To be imported before the package: nobody else can get at the memory of its modules.

export const counts = { listeners: 0, rejections: 0 };

// On Workers; Node tells its process.
globalThis.addEventListener?.('unhandledrejection', () => {
  counts.rejections += 1;
});

// A signal that nobody ever aborts, as of a server that runs for days.
export const shared = new AbortController().signal;
for (const [name, change] of [
  ['addEventListener', 1],
  ['removeEventListener', -1],
]) {
  const original = shared[name];
  shared[name] = function (...given) {
    counts.listeners += change;
    return original.apply(this, given);
  };
}

const modules = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = function (...given) {
  const instance = new Instance(...given);
  modules.push(instance.exports);
  return instance;
};

const timers = new Set();
export const { setTimeout: uncounted, clearTimeout: unset } = globalThis;
globalThis.setTimeout = (run, milliseconds, ...args) => {
  const timer = uncounted(() => {
    timers.delete(timer);
    run(...args);
  }, milliseconds);
  timers.add(timer);
  return timer;
};
globalThis.clearTimeout = (timer) => {
  timers.delete(timer);
  unset(timer);
};

export function figures() {
  // What JavaScript objects the module holds is in a table.
  const isTable = (each) => each instanceof WebAssembly.Table;
  const tables = modules.flatMap((exports) => Object.values(exports).filter(isTable));
  return {
    wasm: sum(modules.map(({ memory }) => memory.buffer.byteLength)),
    slots: sum(tables.map(({ length }) => length)),
    // Those of Node itself keep nobody waiting.
    timers: [...timers].filter((timer) => timer.hasRef?.() ?? true).length,
    ...counts,
  };
}

function sum(numbers) {
  return numbers.reduce((one, other) => one + other, 0);
}
