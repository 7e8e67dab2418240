// Unpacks what LZMA packed, as the specification of the LZMA SDK says it (https://www.7-zip.org/sdk.html). A seventh less to
// download than with deflate, the unpacker included; those on npm bring more along than they save.

const HEADER = 13;
// Literals go by the upper bit of the byte before, and nothing goes by the position.
const PROPERTIES = 1;

// Where each kind of decision has its probabilities.
const MATCH = 0;
const REPEAT = 12;
const REPEAT_FIRST = 24;
const REPEAT_SECOND = 36;
const REPEAT_THIRD = 48;
const SHORT_REPEAT = 60;
const SLOT = 72;
const DISTANCE = 328;
const ALIGN = 443;
const MATCH_LENGTH = 459;
const REPEAT_LENGTH = 733;
const LITERAL = 1007;
const ALL = 2543;

const RANGE = 0;
const CODE = 1;

// A repetition of one byte, which has no length.
const NO_LENGTH = -1;

export function unpack(packed) {
  const header = new DataView(packed.buffer, packed.byteOffset);
  if (packed[0] !== PROPERTIES) throw new RangeError('packed in another way');
  const output = new Uint8Array(header.getUint32(5, true));
  const probabilities = new Uint16Array(ALL).fill(1024);
  // In an array, because variables of closures are slow for numbers of 32 bits.
  const coder = Uint32Array.of(0xffffffff, header.getUint32(HEADER + 1));
  let at = HEADER + 5;
  let size = 0;
  let state = 0;
  let before = 0;
  let distances = [0, 0, 0, 0];

  while (size < output.length) {
    if (bit(MATCH + state) === 0) {
      before = literal() & 255;
      output[size] = before;
      size += 1;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
    } else if (bit(REPEAT + state) === 0) {
      const length = lengthOf(MATCH_LENGTH);
      distances = [distance(length), ...distances.slice(0, 3)];
      state = state < 7 ? 7 : 10;
      copy(length + 2);
    } else {
      const which = repeated();
      if (which === NO_LENGTH) {
        state = state < 7 ? 9 : 11;
        copy(1);
      } else {
        distances.unshift(...distances.splice(which, 1));
        const length = lengthOf(REPEAT_LENGTH);
        state = state < 7 ? 8 : 11;
        copy(length + 2);
      }
    }
  }
  return output;

  function bit(index) {
    const probability = probabilities[index];
    const bound = (coder[RANGE] >>> 11) * probability;
    if (coder[CODE] < bound) {
      coder[RANGE] = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
      return next(0);
    }
    coder[RANGE] -= bound;
    coder[CODE] -= bound;
    probabilities[index] = probability - (probability >> 5);
    return next(1);
  }

  // A bit that is as likely one as zero.
  function even() {
    coder[RANGE] >>>= 1;
    if (coder[CODE] < coder[RANGE]) return next(0);
    coder[CODE] -= coder[RANGE];
    return next(1);
  }

  function next(found) {
    if (coder[RANGE] < 0x1000000) {
      coder[RANGE] *= 256;
      coder[CODE] = coder[CODE] * 256 + packed[at];
      at += 1;
    }
    return found;
  }

  // A number of so many bits, the highest first.
  function number(index, bits) {
    let value = 1;
    for (let left = bits; left > 0; left -= 1) value = value * 2 + bit(index + value);
    return value - 2 ** bits;
  }

  // The same with the lowest bit first.
  function reversed(index, bits) {
    let value = 0;
    for (let node = 1, place = 0; place < bits; place += 1) {
      const found = bit(index + node);
      node = node * 2 + found;
      value += found << place;
    }
    return value;
  }

  function literal() {
    const index = LITERAL + 768 * (before >> 7);
    let value = 1;
    if (state >= 7) {
      // Where the byte differs from the one that would have been copied, what follows has nothing to do with it.
      let expected = output[size - distances[0] - 1];
      let isSame = true;
      while (isSame && value < 256) {
        const wanted = expected >> 7;
        expected = (expected * 2) & 255;
        const found = bit(index + 256 * (wanted + 1) + value);
        value = value * 2 + found;
        isSame = wanted === found;
      }
    }
    while (value < 256) value = value * 2 + bit(index + value);
    return value;
  }

  function lengthOf(index) {
    if (bit(index) === 0) return number(index + 2, 3);
    if (bit(index + 1) === 0) return 8 + number(index + 10, 3);
    return 16 + number(index + 18, 8);
  }

  function distance(length) {
    const slot = number(SLOT + Math.min(length, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 + (slot % 2)) * 2 ** bits;
    if (slot < 14) return start + reversed(DISTANCE + start - slot, bits);
    let middle = 0;
    for (let left = bits - 4; left > 0; left -= 1) middle = middle * 2 + even();
    return start + middle * 16 + reversed(ALIGN, 4);
  }

  // Which of the last distances comes again.
  function repeated() {
    if (bit(REPEAT_FIRST + state) === 0) return bit(SHORT_REPEAT + state) === 0 ? NO_LENGTH : 0;
    if (bit(REPEAT_SECOND + state) === 0) return 1;
    return 2 + bit(REPEAT_THIRD + state);
  }

  // Byte by byte, because what is copied may be what has just been written.
  function copy(length) {
    for (const [end, back] = [size + length, distances[0] + 1]; size < end; size += 1) output[size] = output[size - back];
    before = output[size - 1];
  }
}
