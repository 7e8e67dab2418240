// The code in the README, as it stands there, and what it is run with: the local Chatwork in this process. The Rust tests
// of xtask hold that README.ja.md has the same code.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as chatwork from 'chatwork-wasm';
import { createEmulator } from 'chatwork-wasm/emulator';

const AsyncFunction = (async () => {}).constructor;

export const ROOM = 300765432;
export const WEBHOOK = { CHATWORK_WEBHOOK_TOKEN: 'Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ=' };

export const installed = join(dirname(fileURLToPath(import.meta.resolve('chatwork-wasm'))), '..');
export const readme = readFileSync(join(installed, 'README.md'), 'utf8');

// What was run of the code, so that a test can tell what was not.
export const ran = new Set();

// Of the test that runs. The code names no address: whatever it asks, this answers.
export let emulator;
export let token;
export let others;

const folder = mkdtempSync(join(tmpdir(), 'chatwork-readme-'));
const here = process.cwd();
// The real one.
export const network = globalThis.fetch;
process.chdir(folder);
after(() => {
  process.chdir(here);
  globalThis.fetch = network;
  rmSync(folder, { recursive: true, force: true });
});

let receiver;
beforeEach(() => {
  receiver = undefined;
  begin();
});

// Starts another world.
export function begin(world) {
  emulator = createEmulator({ world, onWebhook: (request) => receiver?.(request) ?? new Response() });
  [{ token }, { token: others }] = emulator.accounts;
  globalThis.fetch = emulator.fetch;
}

// Takes the webhooks from now on.
export function receive(handler) {
  receiver = handler;
}

export function codeOf(text) {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code }));
}

// The text from a heading to the next one of its level or above; '' is the first screen.
export function sectionOf(heading) {
  if (heading === '') return readme.split('\n## ')[0];
  const [, level, begin] = readme.match(new RegExp(`^(##+) ${heading}$(.*)`, 'ms')) ?? [];
  if (begin === undefined) throw new Error(`the README has no section '${heading}'`);
  return begin.split(new RegExp(`^#{2,${level.length}} `, 'm'))[0];
}

// The code of a language in a section and in those below it.
export function blocks(heading, wanted = 'js') {
  return codeOf(sectionOf(heading)).filter(({ language }) => language === wanted).map(({ code }) => code);
}

// Runs a block with what is around it, and returns its default export, or else what it declares of `wanted`.
export async function run(code, scope, wanted = []) {
  ran.add(code);
  const body = code
    .replace(/^\s*import (\{[^}]*\}) from '([^']+)';$/gm, "const $1 = await load('$2');")
    .replace(/^export default /m, 'return ');
  const names = ['load', ...Object.keys(scope)];
  const made = new AsyncFunction(...names, `${body}\nreturn { ${wanted.join(', ')} };`);
  return made((name) => import(name), ...Object.values(scope));
}

// An object like `console`, and what it was told.
export function recorder() {
  const lines = [];
  const tell = (...line) => lines.push(line);
  return { lines, console: { debug: tell, info: tell, log: tell, warn: tell, error: tell } };
}

export const post = (body, by = others) => chatwork.postRoomMessage(by, ROOM, { body }, { pace: false });
export const textsIn = async (room = ROOM, by = token) => {
  return (await chatwork.getRoomMessages(by, room, { force: true }, { pace: false })).map(({ body }) => body);
};
