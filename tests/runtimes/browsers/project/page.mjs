import * as chatwork from './node_modules/chatwork-wasm/dist/index.js';
import { tryContract } from './contract.mjs';

await tryContract(chatwork, JSON.parse(decodeURIComponent(location.hash.slice(1))));
