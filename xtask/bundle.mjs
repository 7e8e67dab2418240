// From what wasm-pack made to the files of the package: node bundle.mjs
//
// Every entry becomes one file, because each way to bring a wasm module along fails in some bundler or runtime, and a
// file that needs nothing beside it fails in none.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { compress } from 'lzma1';
import { shortenImports } from './imports.mjs';
import { withoutPanics } from './panics.mjs';

const require = createRequire(import.meta.url);
const pkg = join(import.meta.dirname, '../pkg');
const dist = join(pkg, 'dist');

// Exactly the features that rustc uses by default: wasm-opt must not introduce others.
const features = [
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];
// wasm-opt's usual inlining makes the file smaller, but what is left of it after compression larger.
const inlining = ['-aimfs=1', '-fimfs=1', '-ocimfs=30'];
const strip = ['--strip-debug', '--strip-producers', '--strip-target-features'];

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const client = wasm('chatwork', withoutPanics);
const emulator = wasm('emulator', (bytes) => bytes);
for (const [module, entry] of [
  [client, 'index'],
  [emulator, 'emulator'],
]) {
  await bundle(module, entry, 'inline', `${entry}.js`);
  await bundle(module, entry, 'inline', `${entry}.cjs`);
  await bundle(module, entry, 'node', `${entry}.node.js`);
  await bundle(module, entry, 'node', `${entry}.node.cjs`);
  await bundle(module, entry, 'workerd', `${entry}.workerd.js`);
  await bundle(module, entry, 'edge-light', `${entry}.edge-light.js`);
}
await bundle(client, 'slim', 'slim', 'slim.js');
await bundle(client, 'slim', 'slim', 'slim.cjs');
await bundle(client, 'workers', 'workerd', 'workers.js');

await printSize('getRooms');

// What a page downloads that uses one function.
async function printSize(name) {
  const contents = `export { ${name} } from './index.js';`;
  const stdin = { contents, resolveDir: dist };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: 'esm', write: false });
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  console.log(`import { ${name} }: the whole browser bundle is ${bytes} bytes with gzip`);
}

function wasm(name, cut) {
  const folder = join(pkg, 'wasm', name);
  const [whole, optimised] = [join(folder, 'whole.wasm'), join(dist, `${name}.wasm`)];
  writeFileSync(whole, cut(readFileSync(join(folder, `${name}_bg.wasm`))));
  const arguments_ = ['-Oz', ...inlining, '--converge', ...features, ...strip];
  run(require.resolve('binaryen/bin/wasm-opt'), [whole, '-o', optimised, ...arguments_]);
  const glue = readFileSync(join(folder, `${name}.js`), 'utf8');
  writeFileSync(join(folder, 'glue.js'), shortenImports(optimised, glue));
  const bytes = readFileSync(optimised);
  return { name, folder, packed: compress(bytes, 9), deflated: deflateRawSync(bytes, { level: 9 }) };
}

function bundle({ name, folder, ...forms }, entry, load, outfile) {
  return build({
    entryPoints: [join(pkg, `entries/${entry}.js`)],
    outfile: join(dist, outfile),
    bundle: true,
    format: outfile.endsWith('.cjs') ? 'cjs' : 'esm',
    target: 'es2022',
    legalComments: 'inline',
    // index.js names a module only to have it first.
    logOverride: { 'ignored-bare-import': 'silent' },
    inject: [join(pkg, 'entries/text.js')],
    plugins: [{ name: 'imports', setup }],
    alias: {
      '#glue': join(folder, 'glue.js'),
      '#functions': join(folder, 'functions.js'),
      '#load': join(pkg, `entries/load/${load}.js`),
    },
  });

  function setup({ onResolve, onLoad }) {
    // The files the glue itself imports: two copies of the error classes would not know each other.
    onResolve({ filter: /^#(answers|cut|errors)$/ }, ({ path }) => {
      return { path: join(folder, 'snippets', snippets(folder), 'src/js', `${path.slice(1)}.js`) };
    });
    onResolve({ filter: /^#wasm/ }, ({ path }) => ({ path: path.replace('#wasm', `./${name}.wasm`), external: true }));
    onResolve({ filter: /^(cloudflare|node):/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /^#(packed|deflated)$/ }, ({ path }) => ({ path: path.slice(1), namespace: 'inlined' }));
    onLoad({ filter: /./, namespace: 'inlined' }, ({ path }) => {
      return { contents: Buffer.from(forms[path]).toString('base64'), loader: 'text' };
    });
  }
}

// wasm-bindgen names the folder after a hash.
function snippets(folder) {
  return readdirSync(join(folder, 'snippets'))[0];
}

function run(script, arguments_) {
  const { status } = spawnSync(process.execPath, [script, ...arguments_], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
