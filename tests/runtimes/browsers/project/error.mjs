// Reports what a call without options rejects with.

import { getMe } from './node_modules/chatwork-wasm/dist/index.js';

const { report } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const error = await getMe('0123456789abcdef').catch((reason) => reason);
await fetch(report, { method: 'POST', body: JSON.stringify(error) });
