import * as chatwork from 'chatwork-wasm';
import * as notation from 'chatwork-wasm/notation';
import { tryContract } from './contract.mjs';

await tryContract({ ...chatwork, notation }, JSON.parse(process.argv[2]));
