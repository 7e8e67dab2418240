import * as chatwork from 'chatwork-wasm';
import { tryContract } from './contract.mjs';

tryContract(chatwork, JSON.parse(decodeURIComponent(location.hash.slice(1))));
