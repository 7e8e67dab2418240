// The package as it was packed: what is in it, what it exports, how large it is.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as chatwork from 'chatwork-wasm';
import * as notation from 'chatwork-wasm/notation';
import { endpoints } from './endpoints.mjs';
import { recording } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';

const require = createRequire(import.meta.url);
const folder = join(import.meta.dirname, 'node_modules/chatwork-wasm');
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const files = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());

const functions = endpoints.map((endpoint) => endpoint.function);
const errors = [
  'ChatworkError',
  'ChatworkApiError',
  'ChatworkBadRequestError',
  'ChatworkAuthenticationError',
  'ChatworkPermissionError',
  'ChatworkNotFoundError',
  'ChatworkOAuthError',
  'ChatworkRateLimitError',
  'ChatworkServerError',
  'ChatworkConnectionError',
  'ChatworkTimeoutError',
  'ChatworkParseError',
  'ChatworkArgumentError',
  'ChatworkWebhookError',
];
const composed = ['syncRoomMessages', 'downloadRoomFile', 'withUploadProgress'];
const webhooks = ['parseWebhook', 'signWebhook', 'verifyWebhook', 'webhookHandler'];
const oauth = [
  'authorizationUrl',
  'createPkce',
  'createState',
  'exchangeCode',
  'readCallback',
  'refreshAccessToken',
  'scopesFor',
  'tokenSource',
];
const others = ['createClient', 'responseOf', 'rateLimitOf', 'isChatworkError'];
const names = [...functions, ...composed, ...webhooks, ...oauth, ...others, ...errors].sort();

test('import gives the documented names and nothing else', () => {
  assert.deepEqual(Object.keys(chatwork).sort(), names);
  for (const name of names) assert.equal(typeof chatwork[name], 'function', name);
});

test('require gives the same', async () => {
  const required = require('chatwork-wasm');
  assert.deepEqual(Object.keys(required).sort(), names);
  const { fetch } = recording(() => Response.json({ account_id: 1 }));
  assert.deepEqual(await required.getMe('mark3r-t0ken', { fetch }), { account_id: 1 });
  const error = await rejectionOf(() => required.getMe(''));
  assert.ok(error instanceof required.ChatworkArgumentError);
  assert.ok(chatwork.isChatworkError(error));
});

test('the functions have the arguments of the reference', () => {
  for (const endpoint of endpoints) {
    const parameters = endpoint.query.length + endpoint.form.length > 0 ? 1 : 0;
    assert.equal(chatwork[endpoint.function].length, 2 + endpoint.path_params.length + parameters, endpoint.function);
  }
});

test('importing does nothing: the one instance is made by the first call', async () => {
  const { Instance } = WebAssembly;
  let made = 0;
  WebAssembly.Instance = function (...given) {
    made += 1;
    return new Instance(...given);
  };
  try {
    const copy = await import(`${import.meta.resolve('chatwork-wasm')}?lazy`);
    assert.equal(made, 0);
    for (let number = 0; number < 3; number += 1) await copy.getMe('').catch(() => {});
    assert.equal(made, 1);
  } finally {
    WebAssembly.Instance = Instance;
  }
});

test('where WebAssembly is forbidden the error says what to do, and the next call may work', async () => {
  const { Module } = WebAssembly;
  const copy = await import(`${import.meta.resolve('chatwork-wasm')}?forbidden`);
  const { fetch } = recording();
  try {
    WebAssembly.Module = function () {
      throw new WebAssembly.CompileError('forbidden');
    };
    const error = await rejectionOf(() => copy.getMe('mark3r-t0ken', { fetch }));
    assert.ok(error instanceof copy.ChatworkError);
    assert.deepEqual([error.name, error.code, error.outcome], ['ChatworkError', 'runtime', 'not-sent']);
    assert.match(error.message, /wasm-unsafe-eval/);
    assert.ok(error.cause instanceof WebAssembly.CompileError);
  } finally {
    WebAssembly.Module = Module;
  }
  assert.deepEqual(await copy.getMe('mark3r-t0ken', { fetch }), {});
});

test('the slim entry takes the module or its bytes', async () => {
  const bytes = readFileSync(require.resolve('chatwork-wasm/chatwork.wasm'));
  const { fetch } = recording();
  for (const given of [
    bytes,
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    new WebAssembly.Module(bytes),
  ]) {
    const slim = await import(`${import.meta.resolve('chatwork-wasm/slim')}?${Math.random()}`);
    assert.deepEqual(Object.keys(slim).sort(), [...names, 'init'].sort());
    const early = await rejectionOf(() => slim.getMe('mark3r-t0ken', { fetch }));
    assert.equal(early.code, 'runtime');
    assert.match(early.message, /call init/);
    const other = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    for (const wrong of [undefined, null, {}, Promise.resolve(), new Response(), { default: 1 }, other]) {
      assert.throws(() => slim.init(wrong), TypeError);
    }
    slim.init(given);
    assert.deepEqual(await slim.getMe('mark3r-t0ken', { fetch }), {});
    const webhook = { token: 'c2VjcmV0', body: 'x' };
    assert.throws(() => slim.signWebhook(webhook), { code: 'runtime', message: /webhook\.wasm/ });
    slim.init(readFileSync(require.resolve('chatwork-wasm/webhook.wasm')));
    assert.equal(slim.signWebhook(webhook), chatwork.signWebhook(webhook));
    const required = require('chatwork-wasm/slim');
    required.init(given);
    assert.deepEqual(await required.getMe('mark3r-t0ken', { fetch }), {});
  }
});

test('only what is needed is in the package', () => {
  const entries = ['index', 'notation', 'markdown', 'emulator'].flatMap((entry) => {
    const runtimes = ['.js', '.cjs', '.node.js', '.node.cjs', '.workerd.js', '.edge-light.js', '.d.ts', '.d.cts'];
    return runtimes.map((ending) => entry + ending);
  });
  const dual = ['slim', 'hono'].flatMap((entry) => ['.js', '.cjs', '.d.ts', '.d.cts'].map((ending) => entry + ending));
  const workers = ['workers.js', 'workers.d.ts'];
  const modules = ['chatwork.wasm', 'chatwork.wasm.d.ts', 'webhook.wasm', 'webhook.wasm.d.ts'];
  const inner = ['notation.wasm', 'markdown.wasm', 'emulator.wasm', 'cli.js', 'declarations.js'];
  const folders = ['emulator', 'markdown', 'notation', 'slim'].map((name) => `${name}/package.json`);
  const texts = ['CHANGELOG.md', 'LICENSE-APACHE', 'LICENSE-MIT', 'README.ja.md', 'README.md', 'THIRD-PARTY-LICENSES', 'emulator/README.md'];
  assert.deepEqual(
    files.map((name) => name.replaceAll('\\', '/')).sort(),
    [...[...entries, ...dual, ...workers, ...modules, ...inner].map((name) => `dist/${name}`), ...texts, ...folders, 'package.json'].sort(),
  );
  for (const name of files) assert.ok(statSync(join(folder, name)).size > 0, `${name} is empty`);
  for (const script of ['preinstall', 'install', 'postinstall']) assert.equal(manifest.scripts?.[script], undefined);
  for (const kind of ['dependencies', 'optionalDependencies']) assert.equal(manifest[kind], undefined);
  // Who does not use Hono does not get it.
  for (const name of Object.keys(manifest.peerDependencies)) assert.ok(manifest.peerDependenciesMeta[name].optional);
  assert.equal(manifest.sideEffects, false);
});

test('everything the manifest names exists, types first', () => {
  const named = [manifest.main, manifest.module, manifest.types, ...Object.values(manifest.bin)];
  const visit = (target, where) => {
    if (typeof target === 'string') {
      named.push(target);
      return;
    }
    const conditions = Object.keys(target);
    if (conditions.includes('types')) assert.equal(conditions[0], 'types', where);
    if (conditions.includes('default')) assert.equal(conditions.at(-1), 'default', where);
    for (const [condition, inner] of Object.entries(target)) visit(inner, `${where} ${condition}`);
  };
  for (const [entry, target] of Object.entries(manifest.exports)) visit(target, entry);
  for (const name of named) assert.ok(existsSync(join(folder, name)), name);
  // For who does not know `exports`.
  for (const entry of ['emulator', 'markdown', 'notation', 'slim']) {
    const fields = JSON.parse(readFileSync(join(folder, entry, 'package.json'), 'utf8'));
    assert.deepEqual(Object.keys(fields), ['main', 'module', 'types']);
    for (const name of Object.values(fields)) assert.ok(existsSync(join(folder, entry, name)), name);
  }
});

test('nothing tells where it was built', () => {
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'latin1');
    for (const path of [
      '/home/',
      '/root/',
      '/Users/',
      '\\Users\\',
      '.cargo',
      'file://',
      'sourceMappingURL',
    ]) {
      assert.ok(!text.includes(path), `${name} contains ${path}`);
    }
  }
});

test('no script needs Node, but for those that are only for it', () => {
  const scripts = files.filter((name) => /\.c?js$/.test(name));
  assert.ok(scripts.length >= 5);
  for (const name of scripts) {
    // The module itself is text that means nothing.
    const text = readFileSync(join(folder, name), 'utf8').replaceAll(/[\w+/=]{1000,}/g, '');
    const asked = [...text.matchAll(/['"]node:(\w+)['"]/g)].map(([, module]) => module);
    // The command line runs where there is a terminal.
    if (name.endsWith('cli.js')) continue;
    const isForNode = /\bnode\.c?js$/.test(name);
    assert.deepEqual(
      asked.filter((module) => !(isForNode && ['buffer', 'zlib'].includes(module))),
      [],
      name,
    );
    assert.deepEqual(text.match(/.*(\bprocess\b|\b__dirname\b|\beval\(|new Function\().*/g) ?? [], [], name);
    // What belongs to a framework asks the package for the rest, and what is about messages the file beside it.
    if (!isForNode) assert.deepEqual(text.match(/.*(\bBuffer\b|\brequire\((?!"(chatwork-wasm|\.\/index\.cjs)")).*/g) ?? [], [], name);
  }
});

test('the entries for other runtimes give the same names, and those that run here work', async () => {
  const { fetch } = recording(() => Response.json({ account_id: 1 }));
  for (const name of ['index.js', 'index.cjs']) {
    const entry = await import(pathToFileURL(join(folder, 'dist', name)));
    const given = entry.default ?? entry;
    assert.deepEqual(Object.keys(given).sort(), names, name);
    assert.deepEqual(await given.getMe('mark3r-t0ken', { fetch }), { account_id: 1 });
    assert.equal((await rejectionOf(() => given.getMe(''))).code, 'argument');
  }
  const all = { index: names, notation: Object.keys(notation), markdown: ['fromMarkdown'] };
  for (const [entry, exports] of Object.entries(all)) {
    for (const runtime of ['workerd', 'edge-light']) {
      const name = `${entry}.${runtime}.js`;
      const text = readFileSync(join(folder, 'dist', name), 'utf8');
      for (const exported of exports) assert.match(text, new RegExp(`\\b${exported}\\b`), `${name} lacks ${exported}`);
    }
  }
});

test('sizes', async (t) => {
  const { build } = await import(pathToFileURL(process.env.ESBUILD));
  const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const downloaded = async (contents) => {
    const bundled = await build({
      stdin: { contents, resolveDir: import.meta.dirname },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    assert.deepEqual([...bundled.errors, ...bundled.warnings], []);
    return gzipped(bundled.outputFiles[0].contents);
  };
  const [wasm, webhook] = ['chatwork.wasm', 'webhook.wasm'].map((name) => readFileSync(join(folder, 'dist', name)));
  const unpacked = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const tooLarge = [];
  for (const [what, size, budget] of [
    ['the wasm module', wasm.length, 82_000],
    ['the wasm module with gzip', gzipped(wasm), 37_500],
    ['the module for webhooks with gzip', gzipped(webhook), 6_500],
    ['the whole browser bundle of getRooms with gzip', await downloaded("export { getRooms } from 'chatwork-wasm'"), 40_000],
    ['that of the functions for webhooks', await downloaded(`export { ${webhooks} } from 'chatwork-wasm'`), 12_500],
    ['that of all of the main entry', await downloaded("export * from 'chatwork-wasm'"), 64_500],
    ['that of all of notation', await downloaded("export * from 'chatwork-wasm/notation'"), 47_000],
    ['that of markdown', await downloaded("export * from 'chatwork-wasm/markdown'"), 67_000],
    ['the emulator with gzip', gzipped(readFileSync(join(folder, 'dist/emulator.js'))), 130_000],
    ['the command line', statSync(join(folder, 'dist/cli.js')).size, 80_000],
    ['the installed package', unpacked, 4_800_000],
  ]) {
    t.diagnostic(`${what}: ${size} bytes of ${budget}`);
    if (size > budget) tooLarge.push(`${what}: ${size} bytes`);
  }
  assert.deepEqual(tooLarge, []);
});
