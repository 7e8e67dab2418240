const worker = new Worker('background.mjs', { type: 'module' });
worker.postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))));
