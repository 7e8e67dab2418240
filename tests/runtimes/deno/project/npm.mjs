import * as chatwork from 'npm:chatwork-wasm';
import * as markdown from 'npm:chatwork-wasm/markdown';
import * as notation from 'npm:chatwork-wasm/notation';
import { tryContract } from './contract.mjs';

await tryContract({ ...chatwork, ...notation, ...markdown }, JSON.parse(Deno.args[0]));
