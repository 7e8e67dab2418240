// Runs command lines, and looks at everything they print: no token is ever in it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export class Commands {
  #words;
  #project;
  #env;
  #signal;

  constructor(words, { project, env, settings, signal }) {
    const { PATH, HOME, SystemRoot, TEMP } = process.env;
    const own = { CHATWORK_API_TOKEN: settings.token, CHATWORK_BASE_URL: settings.baseUrl, LANG: 'en_US.UTF-8' };
    this.#env = { PATH, HOME, SystemRoot, TEMP, ...env, ...own };
    this.#words = words;
    this.#project = project;
    this.#signal = signal;
  }

  get project() {
    return this.#project;
  }

  // What a terminal shows of one: standard output and standard error.
  async inTerminal(args, columns = 80, end = 0) {
    const line = [...this.#words, ...args].map((word) => `'${word}'`).join(' ');
    const script = ['script', '-qec', `stty cols ${columns}; ${line}`, '/dev/null'];
    const { code, out } = await ended(this.#spawn(script, this.#env, ['ignore', 'pipe', 'pipe'], []));
    assert.equal(code, end, out);
    return out;
  }

  // Starts one that goes on. Of `env`, what is undefined is taken away.
  start(args, { env, stdin = 'ignore', stdio = [stdin, 'pipe', 'pipe'] } = {}) {
    const all = Object.fromEntries(Object.entries({ ...this.#env, ...env }).filter(([, value]) => value !== undefined));
    return this.#spawn([...this.#words, ...args], all, stdio, args);
  }

  #spawn([program, ...args], env, stdio, secrets) {
    const options = { cwd: this.#project, env, signal: this.#signal, stdio };
    const child = spawn(program, args, options);
    child.on('error', () => {});
    child.tokens = [env.CHATWORK_API_TOKEN, ...secrets.filter((word) => /^e0e0/.test(word))];
    return child;
  }

  // Runs one to its end: { code, out, err }; `bytes` for what is no text.
  async run(args, { input, ...more } = {}) {
    const child = this.start(args, { stdin: input === undefined ? 'ignore' : 'pipe', ...more });
    child.stdin?.on('error', () => {}).end(input);
    return ended(child);
  }

  // The JSON of one that has to succeed.
  async json(args, more) {
    const { code, out, err } = await this.run(args, more);
    assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    return JSON.parse(out);
  }
}

export async function ended(child) {
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  const [[code, signal], err] = await Promise.all([once(child, 'close'), text(child.stderr)]);
  const bytes = Buffer.concat(chunks);
  const out = bytes.toString();
  for (const token of child.tokens.filter((token) => token?.trim())) {
    assert.ok(!out.includes(token.trim()) && !err.includes(token.trim()), `the token was printed: ${out}${err}`);
  }
  return { code: code ?? signal, out, err, bytes };
}
