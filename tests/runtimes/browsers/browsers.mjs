// The browsers of this machine, without anything that drives them: each is started with the address of a page, and the
// page itself posts what it found.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, serve, temporaryFolder } from '../processes.mjs';
import { startProxy } from './proxy.mjs';

// WebKit is no program but a library; its small browser comes with it and needs a display.
const BROWSERS = [
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome', macOs('Google Chrome')],
    packages: ['chromium'],
    args: (profile) => [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${profile}`,
    ],
  },
  {
    name: 'Firefox',
    programs: ['firefox-esr', 'firefox', macOs('firefox', 'Firefox')],
    packages: ['firefox-esr'],
    args: (profile) => ['--headless', '--no-remote', '--profile', profile],
  },
  {
    name: 'WebKit',
    programs: ['MiniBrowser'],
    packages: ['libwebkit2gtk-4.1-0', 'xvfb'],
    args: () => [],
    needsDisplay: true,
  },
];

export const names = BROWSERS.map(({ name }) => name);

// A browser that is here or could be installed; else the harness is told that it is missing.
export async function browser(name, harness) {
  const wanted = BROWSERS.find((one) => one.name === name);
  const path = find(wanted) ?? ((await install(wanted)) ? find(wanted) : undefined);
  if (path) return { ...wanted, path, version: versionOf(path) };
  harness.isMissing(`${name}: install it, on Debian with \`apt-get install ${wanted.packages.join(' ')}\``);
  return undefined;
}

// Opens a page with the settings of the contract, until it has reported.
export async function visit({ path, args, needsDisplay }, page, settings, signal, reported) {
  const baseUrl = settings.baseUrl && (await startProxy(settings.baseUrl, signal));
  const profile = temporaryFolder();
  const env = { ...process.env, HOME: profile };
  if (needsDisplay) env.DISPLAY = await display(signal);
  const url = `${page}#${encodeURIComponent(JSON.stringify({ ...settings, baseUrl }))}`;
  await Promise.race([run(path, [...args(profile), url], { env, signal }), reported]);
}

async function display(signal) {
  const args = ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'];
  return `:${await serve('Xvfb', args, { signal, ready: (line) => /^\d+$/.test(line) && line })}`;
}

function find({ programs, needsDisplay }) {
  if (needsDisplay && inPath('Xvfb') === undefined) return undefined;
  return programs.map((name) => inPath(name) ?? inLibraries(name)).find(Boolean);
}

function inPath(name) {
  const paths = process.env.PATH.split(delimiter).map((folder) => join(folder, name));
  return [...paths, name].find((path) => existsSync(path) && !isSnap(path));
}

// A snap sees neither the profile nor the home that it is given here.
function isSnap(path) {
  const target = realpathSync(path);
  return target.includes('/snap') || readFileSync(target).subarray(0, 4096).includes('/snap/');
}

// Debian puts programs that belong to a library beside it.
function inLibraries(name) {
  const root = '/usr/lib';
  const folders = existsSync(root) ? readdirSync(root).filter((folder) => folder.endsWith('-linux-gnu')) : [];
  const libraries = folders.flatMap((folder) => [join(folder, 'webkitgtk-6.0'), join(folder, 'webkit2gtk-4.1')]);
  return libraries.map((library) => join(root, library, name)).find(existsSync);
}

function macOs(program, application = program) {
  return `/Applications/${application}.app/Contents/MacOS/${program}`;
}

async function install({ name, packages }) {
  if (process.getuid?.() !== 0 || inPath('apt-get') === undefined) return false;
  console.log(`Installing ${packages.join(' and ')} with apt-get: the package is tested in ${name}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], { env });
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

function versionOf(path) {
  const said = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  return said.match(/\d+(\.\d+)+/)?.[0];
}
