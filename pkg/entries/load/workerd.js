// Cloudflare Workers compile modules at deployment and forbid it later.

import module from '#wasm';

export function load() {
  return module;
}
