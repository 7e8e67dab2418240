// What a bundle of the package is made of, by its source map: the files of the package tell where each part begins.

import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const PARTS = {
  'the module, packed': /^inlined:/,
  'what unpacks it': /load\/(inline|instructions|join|unpack)\.js$|unpack\.wat$/,
  'the glue of wasm-bindgen': /glue\.js$/,
  'what the module asks of JavaScript': /js\/(answers|cut|pacer|platform|request|watch)\.js$/,
  'the classes of errors': /js\/errors\.js$/,
};
const REST = 'start, call and the functions';

// Pairs of a part and its text.
export function partsOf({ script, map }, dist) {
  const sources = new SourceMap(map);
  const beginnings = readFileSync(dist, 'utf8').split('\n').reduce(named, []);
  const parts = Object.fromEntries([...Object.keys(PARTS), REST].map((part) => [part, '']));
  for (const [number, line] of new TextDecoder().decode(script).split('\n').entries()) {
    for (let column = 0; column < line.length; column += 1) {
      const file = beginnings[sources.findEntry(number, column).originalLine] ?? '';
      const part = Object.keys(PARTS).find((each) => PARTS[each].test(file)) ?? REST;
      parts[part] += line[column];
    }
  }
  return Object.entries(parts);
}

// esbuild writes the name of each file above what it took of it.
function named(files, line) {
  files.push(/^\/\/ ([\w./:-]+)$/.exec(line)?.[1] ?? files.at(-1));
  return files;
}
