import * as chatwork from 'chatwork-wasm';
import { tryContract } from './contract.mjs';

await tryContract(chatwork, JSON.parse(process.argv[2]));
