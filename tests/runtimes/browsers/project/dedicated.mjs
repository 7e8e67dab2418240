import { settings } from './settings.mjs';

new Worker('background.mjs', { type: 'module' }).postMessage(settings);
