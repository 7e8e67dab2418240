// How much is downloaded and installed, and where the bytes of it are.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bundle } from './bundle.mjs';
import { installed } from './installed.mjs';
import { groupsOf } from './module.mjs';
import { partsOf } from './parts.mjs';
import { printTable } from './table.mjs';

const DIST = 'node_modules/chatwork-wasm/dist';
const PEERS = ['chatwork-api-client', 'chatwork-api', 'chatwork-client'];

// The smaller ones are one row.
const GROUPS = 25;

const GET_ROOMS = "export { getRooms } from 'chatwork-wasm'";
const CLIENTS = {
  'fetch by hand: `getRooms`': readFileSync('first/fetch.mjs', 'utf8'),
  'chatwork-wasm: `getRooms`': GET_ROOMS,
  'chatwork-wasm: `createClient`': "export { createClient } from 'chatwork-wasm'",
  'chatwork-wasm: everything': "export * from 'chatwork-wasm'",
  ...Object.fromEntries(PEERS.map((name) => [name, `export { default } from '${name}'`])),
};
const ENTRIES = {
  'for webhooks': "export { parseWebhook, signWebhook, verifyWebhook, webhookHandler } from 'chatwork-wasm'",
  '`notation`: `renderHtml`': "export { renderHtml } from 'chatwork-wasm/notation'",
  '`notation`: everything': "export * from 'chatwork-wasm/notation'",
  '`markdown`': "export * from 'chatwork-wasm/markdown'",
  '`emulator`': "export * from 'chatwork-wasm/emulator'",
  '`slim`: `getRooms`, without `chatwork.wasm`': "export { getRooms, init } from 'chatwork-wasm/slim'",
};
const MODULES = ['chatwork', 'webhook', 'notation', 'markdown', 'emulator'];

const SIZES = ['bytes', 'gzip', 'brotli'];

const shown = (bytes) => bytes.toLocaleString('en');
const share = (part, whole) => `${((part / whole) * 100).toFixed(1)}%`;
const gzipped = (data) => gzipSync(data, { level: 9 }).length;
// Its own default is the best that it can do, which is not so for gzip.
const sizesOf = (data) => [data.length, gzipped(data), brotliCompressSync(data).length].map(shown);
const sum = (pairs) => pairs.reduce((all, [, bytes]) => all + bytes, 0);

async function printClients() {
  const rows = [];
  for (const [name, contents] of Object.entries(CLIENTS)) {
    const { script, lacking } = await bundle(contents);
    rows.push([name, ...sizesOf(script), lacking.join(', ') || '-']);
  }
  printTable('What a page downloads', [['', ...SIZES, 'lacks'], ...rows]);
}

async function printEntries() {
  const rows = [];
  for (const [name, contents] of Object.entries(ENTRIES)) {
    const { script } = await bundle(contents);
    rows.push([name, ...sizesOf(script)]);
  }
  printTable('What else a page may download', [['', ...SIZES], ...rows]);
}

function printModules() {
  const rows = MODULES.map((name) => [`\`${name}.wasm\``, ...sizesOf(readFileSync(join(DIST, `${name}.wasm`)))]);
  printTable('The modules, as Workers load them', [['', ...SIZES], ...rows]);
}

function printInstalled() {
  const rows = ['chatwork-wasm', ...PEERS].map((name) => {
    const { packages, files, bytes } = installed(name);
    return [name, ...[packages, files, bytes].map(shown)];
  });
  printTable('Installed, with all that it depends on', [['', 'packages', 'files', 'bytes'], ...rows]);
}

async function printParts() {
  const { script, map } = await bundle(GET_ROOMS);
  const parts = partsOf({ script, map }, join(DIST, 'index.js'));
  const without = (part) => parts.filter((other) => other !== part).map(([, text]) => text).join('');
  const whole = gzipped(parts.map(([, text]) => text).join(''));
  const rows = parts.map((part) => [part[0], shown(part[1].length), shown(whole - gzipped(without(part)))]);
  printTable('The bundle of `getRooms`', [
    ['', 'bytes', 'gzip less without it'],
    ...rows,
    ['all', shown(script.length), shown(gzipped(script))],
  ]);
}

function printGroups() {
  const groups = groupsOf(readFileSync(process.env.CHATWORK_NAMED_MODULE));
  const all = sum(groups);
  const rest = groups.slice(GROUPS);
  const rows = [...groups.slice(0, GROUPS), [`${rest.length} smaller ones`, sum(rest)], ['all', all]];
  printTable('`chatwork.wasm`, by function', [
    ['', 'bytes', 'share'],
    ...rows.map(([name, bytes]) => [name, shown(bytes), share(bytes, all)]),
  ]);
}

await printClients();
await printEntries();
printModules();
printInstalled();
await printParts();
printGroups();
