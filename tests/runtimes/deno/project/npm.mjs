import * as chatwork from 'npm:chatwork-wasm';
import * as notation from 'npm:chatwork-wasm/notation';
import { tryContract } from './contract.mjs';

await tryContract({ ...chatwork, notation }, JSON.parse(Deno.args[0]));
