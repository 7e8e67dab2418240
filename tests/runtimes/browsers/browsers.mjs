// The browsers of this machine, without anything that drives them: each is started with the address of a page, and the
// page itself posts what it found.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, serve, temporaryFolder } from '../processes.mjs';

// WebKit is no program but a library; its small browser comes with it and needs a display.
const BROWSERS = [
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
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
    programs: ['firefox-esr', 'firefox'],
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

// Those that are here, or could be installed. What could not is reported to the harness.
export async function browsers(harness) {
  const found = [];
  for (const browser of BROWSERS) {
    const path = find(browser) ?? ((await install(browser)) ? find(browser) : undefined);
    if (path) found.push({ ...browser, path, version: versionOf(path) });
    else harness.lacks(`${browser.name}: install the system's package ${browser.packages.join(' and ')}`);
  }
  return found;
}

// Opens a page and keeps it open until the signal.
export async function open({ path, args, needsDisplay }, url, signal) {
  const profile = temporaryFolder();
  const env = { ...process.env, HOME: profile };
  if (needsDisplay) env.DISPLAY = await display(signal);
  await run(path, [...args(profile), url], { env, signal });
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
  const folders = process.env.PATH.split(delimiter);
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

// Debian puts programs that belong to a library beside it.
function inLibraries(name) {
  const root = '/usr/lib';
  const folders = existsSync(root) ? readdirSync(root).filter((folder) => folder.endsWith('-linux-gnu')) : [];
  const libraries = folders.flatMap((folder) => [join(folder, 'webkitgtk-6.0'), join(folder, 'webkit2gtk-4.1')]);
  return libraries.map((library) => join(root, library, name)).find(existsSync);
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
  return said.match(/\d+(\.\d+)+/)?.[0] ?? '';
}
