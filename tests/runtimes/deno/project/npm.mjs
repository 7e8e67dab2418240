import * as chatwork from 'npm:chatwork-wasm';
import { tryContract } from './contract.mjs';

await tryContract(chatwork, JSON.parse(Deno.args[0]));
