// What is known of the limits.

import { rateLimitOf as known } from '#chatwork';
import { start } from '#chatwork/start';

export function rateLimitOf(token, options) {
  try {
    start();
  } catch {
    // Where nothing can be called, nothing is known.
    return undefined;
  }
  return known(token, options);
}
