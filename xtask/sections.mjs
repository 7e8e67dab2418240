// The sections of a wasm module (https://webassembly.github.io/spec/core/binary/modules.html#sections).

export const HEADER = 8;

export function* sections(module) {
  for (let start = HEADER; start < module.length; ) {
    const section = reader(module, start + 1);
    const end = section.number() + section.at;
    yield { id: module[start], start, content: section.at, end };
    start = end;
  }
}

export function reader(bytes, start) {
  return {
    at: start,
    // LEB128.
    number() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[this.at];
        this.at += 1;
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    },
    name() {
      const length = this.number();
      this.at += length;
      return bytes.toString('utf8', this.at - length, this.at);
    },
  };
}
