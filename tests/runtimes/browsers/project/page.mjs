import * as chatwork from './node_modules/chatwork-wasm/dist/index.js';
import * as notation from './node_modules/chatwork-wasm/dist/notation.js';
import { tryContract } from './contract.mjs';
import { settings } from './settings.mjs';

await tryContract({ ...chatwork, notation }, settings);
