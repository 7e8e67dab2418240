import { settings } from './settings.mjs';

const registration = await navigator.serviceWorker.register('background.mjs', { type: 'module' });
const worker = registration.installing ?? registration.waiting ?? registration.active;
worker.postMessage(settings);
