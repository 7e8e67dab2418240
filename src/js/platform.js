// What throws in the ordinary course of events, with the exception as a value. The `catch` of wasm-bindgen would do,
// but each exception it catches for a function that returns a value costs a slot of its table for ever.
//
// One object, because wasm-bindgen would name this file once for each function in it, and bundlers warn of that.
export const platform = {
  // A function of the caller: what it throws is a rejection, and what it returns is awaited.
  async call(operation, given) {
    return operation(...given);
  },

  async textOf(reply) {
    return reply.text();
  },

  // An array with the value, or what was thrown.
  parse(text) {
    try {
      return [JSON.parse(text)];
    } catch (thrown) {
      return thrown;
    }
  },

  hrefOf(text) {
    try {
      return new URL(text).href;
    } catch {
      return undefined;
    }
  },

  // Whether it is bytes of whichever realm, and does not only say so.
  isBytes(value) {
    try {
      return ArrayBuffer.isView(value) || ArrayBuffer.prototype.slice.call(value, 0, 0) !== undefined;
    } catch {
      return false;
    }
  },
};
