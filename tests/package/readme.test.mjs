// Every block of code in the README is run by one of these files.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import './readme-bots.mjs';
import './readme-calls.mjs';
import './readme-emulator.mjs';
import './readme-messages.mjs';
import './readme-moving.mjs';
import './readme-oauth.mjs';
import './readme-questions.mjs';
import './readme-shell.mjs';
import { blocks, codeOf, ran, readme } from './readme.mjs';

// What needs more than Node: tests/runtimes/examples/readme.mjs runs these, some for the second time.
const elsewhere = ['Your first bot', 'Many isolates, one limit', 'To Cloudflare Workers'].flatMap((heading) => {
  return ['js', 'json', 'jsonc', 'ini'].flatMap((language) => blocks(heading, language));
});

// It runs behind those that are imported.
test('no block of code was left out', () => {
  const all = codeOf(readme).filter(({ language }) => language !== 'text');
  assert.equal(all.length, readme.match(/^```\w/gm).length - readme.match(/^```text$/gm).length);
  const left = all.filter(({ code }) => !ran.has(code) && !elsewhere.includes(code));
  assert.deepEqual(left, []);
});
