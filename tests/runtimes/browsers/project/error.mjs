// Reports what a call without options rejects with.

import { getMe } from './node_modules/chatwork-wasm/dist/index.js';
import { settings } from './settings.mjs';

const error = await getMe('0123456789abcdef').catch((reason) => reason);
await fetch(settings.report, { method: 'POST', body: JSON.stringify(error) });
