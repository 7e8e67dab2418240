const chatwork = require('chatwork-wasm');

import('./contract.mjs').then(({ tryContract }) => tryContract(chatwork, JSON.parse(process.argv[2])));
