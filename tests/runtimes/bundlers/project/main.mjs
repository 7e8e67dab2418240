import * as chatwork from 'chatwork-wasm';
import { tryContract } from './contract.mjs';
import { settings } from './settings.mjs';

tryContract(chatwork, settings);
