// Cloudflare Workers compile modules at deployment and forbid it later.

export function compiled(module) {
  return module;
}
