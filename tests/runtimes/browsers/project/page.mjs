import * as chatwork from './node_modules/chatwork-wasm/dist/index.js';
import * as markdown from './node_modules/chatwork-wasm/dist/markdown.js';
import * as notation from './node_modules/chatwork-wasm/dist/notation.js';
import { tryContract } from './contract.mjs';
import { settings } from './settings.mjs';

await tryContract({ ...chatwork, ...notation, ...markdown }, settings);
