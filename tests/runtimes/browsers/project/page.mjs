import * as chatwork from './node_modules/chatwork-wasm/dist/index.js';
import { tryContract } from './contract.mjs';
import { settings } from './settings.mjs';

await tryContract(chatwork, settings);
