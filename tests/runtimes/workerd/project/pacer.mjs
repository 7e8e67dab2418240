// The Worker that has the Durable Object.

export { ChatworkPacer } from './workers.mjs';

export default { fetch: () => new Response() };
