const chatwork = require('chatwork-wasm');
const markdown = require('chatwork-wasm/markdown');
const notation = require('chatwork-wasm/notation');

import('./contract.mjs').then(({ tryContract }) => {
  return tryContract({ ...chatwork, ...notation, ...markdown }, JSON.parse(process.argv[2]));
});
