// What the rows of the matrix share: empty projects with the package, a local Chatwork for each row, and an address to
// which the contract, wherever it runs, posts how it went.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { startEmulator } from '../package/emulator.mjs';
import { listen } from './listen.mjs';
import { nameOf } from './matrix.mjs';
import { run } from './processes.mjs';

const here = import.meta.dirname;
const TIMEOUT = 180_000;

export class Harness {
  // { runtime, version, isPinned, how, parts, problem }: `parts` has a list of problems for each part of the contract,
  // `problem` is the first of all.
  rows = [];
  // { name, problem }: what is tried in one runtime only.
  checks = [];
  // What this machine cannot run, in sentences.
  missing = [];
  tarball;
  #origin;
  #waiting = [];

  static async start(tarball) {
    const harness = new Harness();
    harness.tarball = resolve(tarball);
    harness.#origin = await listen(createServer((request, response) => harness.#receive(request, response)));
    return harness;
  }

  // An empty project with the files of a folder beside this file, the contract and the package. Tools that it uses are
  // in our node_modules, two folders up.
  async project(name, folder = `${name}/project`) {
    const project = emptyProject(name);
    writeManifest(project, { private: true, type: 'module' });
    cpSync(join(here, folder), project, { recursive: true });
    for (const file of ['contract.mjs', '../package/calls.mjs']) {
      cpSync(join(here, file), join(project, basename(file)));
    }
    await this.#install(project);
    return project;
  }

  // A project of these files, `{ name: text }`, and the package.
  async projectOf(name, files, manifest = { private: true, type: 'module' }) {
    const project = emptyProject(name);
    writeManifest(project, manifest);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
    await this.#install(project);
    return project;
  }

  // An example as somebody has it who copied its folder and installed, with our package in place of the published one.
  async example(name) {
    const project = emptyProject(`example-${name}`);
    const isSource = (path) => !['node_modules', '.wrangler', 'package-lock.json'].includes(basename(path));
    cpSync(join(here, '../../examples', name), project, { recursive: true, filter: isSource });
    // What else it depends on is in our node_modules, too.
    const { dependencies, devDependencies, ...manifest } = readManifest(project);
    writeManifest(project, manifest);
    await this.#install(project);
    const { version } = readManifest(join(project, 'node_modules/chatwork-wasm'));
    assert.equal(dependencies['chatwork-wasm'], `^${version}`, `the version that examples/${name} asks for`);
    return project;
  }

  async #install(project) {
    const npm = ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error', this.tarball];
    await run('npm', npm, { cwd: project, shell: process.platform === 'win32' });
  }

  // Runs the contract. `start` gets what the contract needs, and a signal that ends what it starts. It resolves when the
  // program that runs the contract is over, or where that only ends with the signal, when the contract is.
  async row({ runtime, version, isPinned = true, how }, start) {
    const row = { runtime, version, isPinned, how, parts: {} };
    this.rows.push(row);
    row.problem = await this.#attempt(nameOf(row), async (settings, signal) => {
      const parts = await this.reported((report, reported) => start({ ...settings, report }, signal, reported));
      signal.throwIfAborted();
      row.parts = parts;
      return Object.entries(row.parts).flatMap(([part, problems]) => {
        return problems.slice(0, 3).map((problem) => `${part}: ${problem}`);
      });
    });
  }

  // Runs something else; `act` throws.
  async check(name, act) {
    const check = { name };
    this.checks.push(check);
    check.problem = await this.#attempt(name, async (settings, signal) => {
      await act(settings, signal);
      return [];
    });
  }

  // What is posted to an address that `start` gets. It is there when `start` is over, or a moment later.
  async reported(start) {
    const reported = new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    const started = start(`${this.#origin}/${this.#waiting.length - 1}`, reported);
    const value = await Promise.race([reported, started.then(() => within(5000, reported))]);
    // A timer or a socket that was left keeps a program from ending.
    await within(15_000, started);
    return value;
  }

  // What this machine cannot have fails the tests, unless that is allowed.
  isMissing(sentence) {
    if (this.missing.includes(sentence)) return;
    this.missing.push(sentence);
    console.error(`- ${sentence}`);
  }

  // With a local Chatwork; returns the first problem.
  async #attempt(name, act) {
    const begin = performance.now();
    const stopping = new AbortController();
    let emulator;
    let problems;
    try {
      emulator = await startEmulator();
      const { baseUrl, controlUrl, token, accounts, rooms, control } = emulator;
      // Browsers ask another origin than that of the page.
      await control('/settings', { method: 'PUT', cors: true, limits: { enabled: false } });
      const { room_id: room } = rooms.find(({ type }) => type === 'group');
      const [{ account_id: account }] = accounts;
      const settings = { baseUrl, closedUrl: await closedUrl(), control: controlUrl, token, account, room };
      problems = await within(TIMEOUT, act(settings, stopping.signal));
    } catch (error) {
      problems = [error?.stack ?? error];
    } finally {
      stopping.abort();
      emulator?.stop();
    }
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    for (const problem of problems) console.error(`  ${problem}`);
    return problems[0];
  }

  async #receive(request, response) {
    response.setHeader('access-control-allow-origin', '*');
    const waiting = this.#waiting[request.url.slice(1)];
    try {
      waiting?.resolve(JSON.parse(await text(request)));
    } catch (error) {
      waiting?.reject(error);
    }
    response.end();
  }
}

function emptyProject(name) {
  const project = join(here, 'projects', name);
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  return project;
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function writeManifest(folder, manifest) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

// An address at which nobody listens.
async function closedUrl() {
  const server = createServer();
  const origin = await listen(server);
  await new Promise((closed) => server.close(closed));
  return `${origin}/v2`;
}

async function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
