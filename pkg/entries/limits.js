// What is known of the limits.

import { rateLimitOf as known } from '#glue';
import { start } from './start.js';

export function rateLimitOf(token, options) {
  start();
  return known(token, options);
}
