// What is said of a call while it goes on, and how far it has come.

import { line } from './output.js';
import { headOf } from './failure.js';
import * as texts from './texts.js';

// { hooks, mayHaveArrived() }
export function watched(language, command) {
  let sent = 0;
  const hooks = {
    onRequest() {
      sent += 1;
    },
    onRateLimit({ wait }) {
      line(texts.waits(wait)[language]);
    },
    onRetry({ error, wait }) {
      // This attempt has done nothing.
      if (error.outcome !== 'unknown') sent -= 1;
      // The wait for a limit was told already.
      if (error.code === 'rate_limit') return;
      line(headOf(error, language, command));
      line(texts.retries(wait)[language]);
    },
  };
  return { hooks, mayHaveArrived: () => sent > 0 };
}
