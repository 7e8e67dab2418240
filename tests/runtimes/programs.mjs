// Where the programs of the runtimes are. Their install scripts are not run, so the wrappers npm links do not work:
// each package names one package per platform, npm has installed those that fit, and the program is in there.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, 'node_modules');

const places = {
  bun: ['bin/bun', 'bin/bun.exe'],
  deno: ['deno', 'deno.exe'],
  workerd: ['bin/workerd', 'bin/workerd.exe'],
  node: ['bin/node', 'bin/node.exe'],
};

// The first one that starts: some platforms have one program for each C library. Without a path where there is none.
export function program(name) {
  const { version, optionalDependencies } = manifest(join(modules, name));
  const paths = Object.keys(optionalDependencies).map((dependency) => started(name, dependency));
  return { path: paths.find(Boolean), version };
}

// The Node versions of package.json, the oldest first: { major, path, version }. Without a path where this platform has
// none.
export function nodes() {
  const { optionalDependencies } = manifest(import.meta.dirname);
  const majors = [...new Set(Object.keys(optionalDependencies).map((name) => name.split('-')[1]))].sort();
  return majors.map((major) => {
    const name = `node-${major}-${process.platform}-${process.arch}`;
    const path = started('node', name);
    return path ? { major, path, version: versionOf(name) } : { major };
  });
}

// For tools that do not run on the oldest Node that the package runs on.
export function newerNode() {
  return nodes().find(({ major, path }) => major >= 22 && path);
}

// The script behind a command of a package.
export function script(name, command = name) {
  const { bin } = manifest(join(modules, name));
  return join(modules, name, typeof bin === 'string' ? bin : bin[command]);
}

export function versionOf(name) {
  // That of a Node package begins with a v.
  return manifest(join(modules, name)).version.replace(/^v/, '');
}

function started(name, dependency) {
  return places[name]
    .map((place) => join(modules, dependency, place))
    .find((path) => existsSync(path) && spawnSync(path, ['--version']).status === 0);
}

function manifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
