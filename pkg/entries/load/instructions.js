// The instructions of a module, and what their numbers are about
// (https://webassembly.github.io/spec/core/binary/instructions.html). Numbers of one kind after each other are packed to
// a fourteenth less than where they stand.

export const MAIN = 0;
export const LOCALS = 1;
export const OFFSETS = 2;
export const BRANCHES = 3;
export const CONSTANTS = 4;
export const STREAMS = 5;

const END = 0x0b;
const BRANCH_TABLE = 0x0e;
const F32 = 0x43;
const F64 = 0x44;
const PREFIX = 0xfc;

// Which numbers follow each other instruction, from the first to the second of these codes.
const NUMBERS = [
  [0x02, 0x04, MAIN],
  [0x0c, 0x0d, BRANCHES],
  [0x10, 0x10, MAIN],
  [0x11, 0x11, MAIN, MAIN],
  [0x1c, 0x1c, MAIN, MAIN],
  [0x20, 0x22, LOCALS],
  [0x23, 0x26, MAIN],
  [0x28, 0x3e, MAIN, OFFSETS],
  [0x3f, 0x40, MAIN],
  [0x41, 0x41, CONSTANTS],
  [0x42, 0x42, MAIN],
  [0xd0, 0xd0, MAIN],
  [0xd2, 0xd2, MAIN],
];

// Goes through a function with each call: `byte` carries a byte of the main stream over, and `number` a number of any.
export function walker(byte, number) {
  const numbers = Array(256).fill([]);
  for (const [from, to, ...streams] of NUMBERS) numbers.fill(streams, from, to + 1);

  return () => {
    for (let groups = number(MAIN); groups > 0; groups -= 1) {
      number(MAIN);
      byte();
    }
    for (let depth = 1; depth > 0; ) {
      const code = byte();
      // A loop over two numbers at most: faster than any method before the code is compiled.
      const streams = numbers[code];
      for (let index = 0; index < streams.length; index += 1) number(streams[index]);
      if (code <= BRANCH_TABLE) {
        if (code === END) depth -= 1;
        if (code >= 0x02 && code <= 0x04) depth += 1;
        if (code === BRANCH_TABLE) for (let labels = number(BRANCHES); labels >= 0; labels -= 1) number(BRANCHES);
      } else if (code === F32 || code === F64) {
        for (let left = (code - 0x42) * 4; left > 0; left -= 1) byte();
      } else if (code === PREFIX) {
        // Conversions have none, and from 8 on memory.init, data.drop, memory.copy and memory.fill have so many.
        for (let left = [2, 1, 2, 1][number(MAIN) - 8]; left > 0; left -= 1) number(MAIN);
      }
    }
  };
}
