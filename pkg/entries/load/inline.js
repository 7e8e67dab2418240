// For every runtime but those below: the module travels inside the JavaScript, compressed, because that is the only
// form that no bundler, server or Content-Security-Policy needs to know about.

import { inflateSync } from 'fflate';
import deflated from '#deflated';

export function load() {
  const text = atob(deflated);
  const bytes = new Uint8Array(text.length);
  // Uint8Array.from with a function takes eight times as long, before every first call.
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return new WebAssembly.Module(inflateSync(bytes));
}
