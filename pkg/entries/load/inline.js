// For every runtime but those below: the module travels inside the JavaScript, compressed, because that is the only
// form that no bundler, server or Content-Security-Policy needs to know about.

import { inflateSync } from 'fflate';
import deflated from '#deflated';

export function load() {
  const bytes = Uint8Array.from(atob(deflated), (char) => char.charCodeAt(0));
  return new WebAssembly.Module(inflateSync(bytes));
}
