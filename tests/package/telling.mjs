// Shows a token in each place where the watch has to see it.

import { ChatworkError, postRoomMessage } from 'chatwork-wasm';
import { MARKER } from './secrets.mjs';

new ChatworkError('ChatworkError', MARKER, {});
// A logger is told the body, from which only the token of the call is taken.
const logger = { debug() {}, info() {}, warn() {}, error() {} };
await postRoomMessage('token', 1, { body: MARKER }, { fetch: async () => Response.json({}), logger, logLevel: 'debug' });
await fetch(`http://127.0.0.1:65535/${MARKER}`).catch(() => {});
console.log(MARKER);
