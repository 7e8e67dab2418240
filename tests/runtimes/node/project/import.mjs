import * as chatwork from 'chatwork-wasm';
import * as markdown from 'chatwork-wasm/markdown';
import * as notation from 'chatwork-wasm/notation';
import { tryContract } from './contract.mjs';

await tryContract({ ...chatwork, ...notation, ...markdown }, JSON.parse(process.argv[2]));
