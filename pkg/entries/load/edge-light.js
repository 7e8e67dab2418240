// Vercel's edge runtime compiles modules at deployment, too, and wants them marked.

export { compiled } from './workerd.js';
