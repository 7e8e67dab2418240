// From optimised modules to the files of the package: node bundle.mjs
//
// Every entry becomes one file, because each way to bring a wasm module along fails in some bundler or runtime, and a
// file that needs nothing beside it fails in none.

import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { PACKED, UNPACKED, unpacked } from '../pkg/entries/load/unpack.js';
import { assembled } from './assemble.mjs';

const pkg = join(import.meta.dirname, '../pkg');
const dist = join(pkg, 'dist');
const unpacker = assembled(join(pkg, 'entries/load/unpack.wat'));

// How each way to load a module is given it: see pkg/entries/load.
const forms = {
  inline: (name) => `import form from '${name}:packed';`,
  node: (name) => `import form from '${name}:deflated';`,
  workerd: (name) => `import form from './${name}.wasm';`,
  'edge-light': (name) => `import form from './${name}.wasm?module';`,
  slim: (name) => `const form = '${name}';`,
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const name of ['chatwork', 'webhook', 'notation', 'markdown', 'emulator']) {
  copyFileSync(join(pkg, 'wasm', name, 'optimised.wasm'), join(dist, `${name}.wasm`));
}
// Its readers stand beside it: the command line, and the demo page in its copy of this folder.
copyFileSync(join(pkg, 'wasm/chatwork/declarations.js'), join(dist, 'declarations.js'));
for (const entry of ['index', 'notation', 'markdown', 'emulator']) {
  await bundle(entry, 'inline', `${entry}.js`);
  await bundle(entry, 'inline', `${entry}.cjs`);
  await bundle(entry, 'node', `${entry}.node.js`);
  await bundle(entry, 'node', `${entry}.node.cjs`);
  await bundle(entry, 'workerd', `${entry}.workerd.js`);
  await bundle(entry, 'edge-light', `${entry}.edge-light.js`);
}
await bundle('slim', 'slim', 'slim.js');
await bundle('slim', 'slim', 'slim.cjs');
await bundle('workers', 'workerd', 'workers.js');
await bundle('hono', 'inline', 'hono.js');
await bundle('hono', 'inline', 'hono.cjs');
await bundle('cli', 'node', 'cli.js');
chmodSync(join(dist, 'cli.js'), 0o755);

await printSize('getRooms');

// What a page downloads that uses one function.
async function printSize(name) {
  const contents = `export { ${name} } from './index.js';`;
  const stdin = { contents, resolveDir: dist };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: 'esm', write: false });
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  console.log(`import { ${name} }: the whole browser bundle is ${bytes} bytes with gzip`);
}

function bundle(entry, load, outfile) {
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
  });

  function setup({ onResolve, onLoad }) {
    // The command line is a file of its own, which loads the package when a command needs it.
    onResolve({ filter: /^#package\/\w+$/ }, ({ path }) => ({ path: path.replace('#package', '.') + '.node.js', external: true }));
    onResolve({ filter: /^#declarations$/ }, () => ({ path: './declarations.js', external: true }));
    onResolve({ filter: /^#(functions|scopes)$/ }, ({ path }) => ({ path: join(pkg, 'wasm/chatwork', `${path.slice(1)}.js`) }));
    // The files the glue itself imports: two copies of the error classes would not know each other. For the same reason
    // notation and markdown take them from the entry that stands beside them.
    onResolve({ filter: /^#(answers|cut|errors|platform)$/ }, ({ path }) => {
      if (['notation', 'markdown'].includes(entry)) return { path: `./${outfile.replace(entry, 'index')}`, external: true };
      return { path: join(snippets(), 'src/js', `${path.slice(1)}.js`) };
    });
    onResolve({ filter: /^#(chatwork|webhook|notation|markdown|emulator)$/ }, ({ path }) => ({ path: join(pkg, 'wasm', path.slice(1), 'glue.js') }));
    onResolve({ filter: /^#\w+\/start$/ }, ({ path }) => ({ path: path.slice(1, -6), namespace: 'start' }));
    onLoad({ filter: /./, namespace: 'start' }, ({ path: name }) => {
      const contents = `
        ${forms[load](name)}
        import { initSync } from '#${name}';
        import { compiled } from './load/${load}.js';
        import { starter } from './start.js';
        export const start = /* @__PURE__ */ starter(initSync, () => compiled(form));`;
      return { contents, resolveDir: join(pkg, 'entries') };
    });
    onResolve({ filter: /^\w+:(packed|deflated)$/ }, ({ path }) => ({ path, namespace: 'inlined' }));
    onLoad({ filter: /./, namespace: 'inlined' }, ({ path }) => {
      const [name, form] = path.split(':');
      const packed = form === 'packed' ? packedOf(name) : deflateRawSync(read(`${name}/optimised.wasm`), { level: 9 });
      return { contents: packed.toString('base64'), loader: 'text' };
    });
    onLoad({ filter: /\.wat$/ }, () => ({ contents: unpacker.toString('base64'), loader: 'text' }));
    onResolve({ filter: /^\.\/\w+\.wasm(\?module)?$|^(cloudflare|node):|^chatwork-wasm$/ }, ({ path }) => {
      return { path, external: true };
    });
  }
}

// What cannot be unpacked would fail only at the first call in a page.
function packedOf(name) {
  const packed = read(`${name}/packed.lzma`);
  assert.ok(packed.length <= UNPACKED - PACKED, `${name} is larger than unpack.wat has room for`);
  assert.ok(read(`${name}/split.bin`).equals(unpacked(unpacker, packed)), `${name} is not unpacked as it was`);
  return packed;
}

function read(path) {
  return readFileSync(join(pkg, 'wasm', path));
}

// wasm-bindgen names the folder after a hash.
function snippets() {
  const folder = join(pkg, 'wasm/chatwork/snippets');
  return join(folder, readdirSync(folder)[0]);
}
