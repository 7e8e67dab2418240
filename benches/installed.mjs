// What npm installed for a package: it and all that it depends on.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const { packages } = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8'));

export function installed(name) {
  const folders = new Set();
  add(`node_modules/${name}`);
  const sizes = [...folders].flatMap((folder) => filesIn(folder).map((file) => statSync(file).size));
  return { packages: folders.size, files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };

  function add(folder) {
    if (folders.has(folder)) return;
    folders.add(folder);
    for (const dependency of Object.keys(packages[folder].dependencies ?? {})) add(found(folder, dependency));
  }
}

// Inside of the package, or else further up.
function found(folder, dependency) {
  const inside = join(folder, 'node_modules', dependency);
  return inside in packages ? inside : found(join(folder, '../..'), dependency);
}

// But for what is installed inside of it, which is a package of its own.
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return entry.name === 'node_modules' ? [] : filesIn(path);
  });
}
