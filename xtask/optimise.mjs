// From what wasm-pack made to a module that is small: node optimise.mjs NAME [--names]
//
// Reads pkg/wasm/NAME/NAME_bg.wasm and NAME.js, and writes optimised.wasm, split.bin and glue.js beside them. With --names
// it only writes named.wasm, in which the functions keep their names: for who asks which of them are large.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { shortenImports } from './imports.mjs';
import { withoutPanics } from './panics.mjs';
import { split } from './split.mjs';

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

const [name, names] = process.argv.slice(2);
const strip = [names ? '--debuginfo' : '--strip-debug', '--strip-producers', '--strip-target-features'];
const folder = join(import.meta.dirname, '../pkg/wasm', name);
const [whole, optimised] = ['whole.wasm', names ? 'named.wasm' : 'optimised.wasm'].map((file) => join(folder, file));

const bytes = readFileSync(join(folder, `${name}_bg.wasm`));
writeFileSync(whole, withoutPanics(bytes, name === 'emulator'));
const wasmOpt = createRequire(import.meta.url).resolve('binaryen/bin/wasm-opt');
const options = ['-Oz', ...inlining, '--converge', ...features, ...strip];
const { status } = spawnSync(process.execPath, [wasmOpt, whole, '-o', optimised, ...options], { stdio: 'inherit' });
if (status !== 0) process.exit(1);
const glue = shortenImports(optimised, readFileSync(join(folder, `${name}.js`), 'utf8'));
if (!names) {
  writeFileSync(join(folder, 'glue.js'), glue);
  writeFileSync(join(folder, 'split.bin'), split(readFileSync(optimised)));
}
