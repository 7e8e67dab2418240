// The memory of WebAssembly modules is their own affair: the only way to it is to be there when they start.

const memories = [];

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(...given) {
    const instance = Reflect.construct(...given);
    memories.push(instance.exports.memory);
    return instance;
  },
});

// After the collections that it takes until nothing more is found.
export function memoryNow() {
  for (let count = 0; count < 3; count += 1) globalThis.gc();
  const wasm = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  return { heap: process.memoryUsage().heapUsed, rss: process.memoryUsage.rss(), wasm };
}
