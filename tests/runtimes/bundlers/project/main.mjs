import * as chatwork from 'chatwork-wasm';
import * as markdown from 'chatwork-wasm/markdown';
import * as notation from 'chatwork-wasm/notation';
import { tryContract } from './contract.mjs';
import { settings } from './settings.mjs';

tryContract({ ...chatwork, ...notation, ...markdown }, settings);
