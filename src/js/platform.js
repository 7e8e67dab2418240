// What throws in the ordinary course of events, with the exception as a value. The `catch` of wasm-bindgen would do,
// but each exception it catches for a function that returns a value costs a slot of its table for ever.
//
// One object, because wasm-bindgen would name this file once for each function in it, and bundlers warn of that.
export const platform = {
  // A function of the caller: what it throws is a rejection, and what it returns is awaited.
  async call(operation, given) {
    return operation(...given);
  },

  // The text of a body, and an array with its JSON value or what was thrown: text that is not UTF-8 is not what was sent.
  // Of the body of an error, which may be a page of any size, no more than the beginning is read.
  async bodyOf(reply, isError) {
    const body = isError && reply.body?.getReader ? await start(reply.body.getReader()) : await bytesOf(reply);
    const isText = typeof body === 'string';
    if (!isText && !platform.isBytes(body)) return [];
    const decoded = (fatal) => (isText ? body : new TextDecoder('utf-8', { fatal }).decode(body));
    let text;
    try {
      text = decoded(true);
      return [text, [JSON.parse(text)]];
    } catch (thrown) {
      return [text ?? decoded(false), thrown];
    }
  },

  // In an array, without a slash at the end, or what is wrong with it.
  baseOf(text) {
    try {
      const { href, protocol, hostname } = new URL(text);
      if (!/^https?:$/.test(protocol)) return 'a URL of another kind';
      if (/[?#@]/.test(href)) return 'a URL with more than that';
      // `URL` has already written IPv4 addresses of every spelling as four numbers.
      if (protocol === 'https:' || /^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost)$/.test(hostname)) return [href.replace(/\/+$/, '')];
      return 'an http URL, over which others could read the token';
    } catch {
      return 'a string that is no absolute URL';
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

const MOST = 65_536;
const ignore = () => {};

async function start(reader) {
  const bytes = new Uint8Array(MOST);
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    bytes.set(value.subarray(0, MOST - length), length);
    length += value.length;
    if (length >= MOST) {
      // The rest would keep the connection busy. Whether that can be told does not matter.
      platform.call(() => reader.cancel(), []).then(ignore, ignore);
      return bytes;
    }
  }
}

// A custom fetch may give an answer that has only text.
function bytesOf(reply) {
  return typeof reply.arrayBuffer === 'function' ? reply.arrayBuffer() : reply.text();
}
