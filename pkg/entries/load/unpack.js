// Runs unpack.wat.

// Where that finds what is packed, and where it puts what that was.
export const PACKED = 16384;
export const UNPACKED = 262144;

export function unpacked(unpacker, packed) {
  const { memory, unpack } = new WebAssembly.Instance(new WebAssembly.Module(unpacker)).exports;
  const all = new Uint8Array(memory.buffer);
  all.set(packed, PACKED);
  return all.subarray(UNPACKED, unpack());
}
