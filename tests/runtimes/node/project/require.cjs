const chatwork = require('chatwork-wasm');
const notation = require('chatwork-wasm/notation');

import('./contract.mjs').then(({ tryContract }) => {
  return tryContract({ ...chatwork, notation }, JSON.parse(process.argv[2]));
});
