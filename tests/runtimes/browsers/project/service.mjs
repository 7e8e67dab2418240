const registration = await navigator.serviceWorker.register('background.mjs', { type: 'module' });
const worker = registration.installing ?? registration.waiting ?? registration.active;
worker.postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))));
