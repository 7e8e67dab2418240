// Vercel's edge runtime compiles modules at deployment, and wants them marked.

import module from '#wasm?module';

export function load() {
  return module;
}
