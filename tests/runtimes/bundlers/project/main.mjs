import * as chatwork from 'chatwork-wasm';
import * as notation from 'chatwork-wasm/notation';
import { tryContract } from './contract.mjs';
import { settings } from './settings.mjs';

tryContract({ ...chatwork, notation }, settings);
