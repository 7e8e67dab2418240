// What throws in the ordinary course of events, with the exception as a value. The `catch` of wasm-bindgen would do,
// but each exception it catches for a function that returns a value costs a slot of its table for ever.

// A function of the caller: what it throws is a rejection, and what it returns is awaited.
export async function call(operation, given) {
  return operation(...given);
}

export async function textOf(reply) {
  return reply.text();
}

// An array with the value, or what was thrown.
export function parse(text) {
  try {
    return [JSON.parse(text)];
  } catch (thrown) {
    return thrown;
  }
}

export function hrefOf(text) {
  try {
    return new URL(text).href;
  } catch {
    return undefined;
  }
}

// Whether it is bytes of whichever realm, and does not only say so.
export function isBytes(value) {
  try {
    return ArrayBuffer.isView(value) || ArrayBuffer.prototype.slice.call(value, 0, 0) !== undefined;
  } catch {
    return false;
  }
}
