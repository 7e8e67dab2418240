// Starts what the READMEs of the examples start, with the local Chatwork of the test in place of the one they name.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { env } from '../cloudflare/wrangler.mjs';
import { run, serve } from '../processes.mjs';
import { newerNode, nodes, script } from '../programs.mjs';

// What emulator.env says, which from now on names the local Chatwork of the test.
export function useEmulator(project, { baseUrl }) {
  const file = join(project, 'emulator.env');
  const { origin } = new URL(baseUrl);
  const text = readFileSync(file, 'utf8').replace(/^(CHATWORK_\w+=)http:\/\/127\.0\.0\.1:\d+/gm, `$1${origin}`);
  writeFileSync(file, text);
  return parseEnv(text);
}

// `npm run dev` of a Worker; resolves to its address.
export function dev(project, signal) {
  const [node, ...args] = commandOf(project, 'dev');
  const ready = (line) => line.match(/Ready on (http:\S+)/)?.[1];
  return serve(node, [...args, '--ip', '127.0.0.1', '--port', '0'], { cwd: project, env, signal, ready });
}

// `npm run deploy` of a Worker, without the upload.
export function deploy(project, folder, signal) {
  const [node, ...args] = commandOf(project, 'deploy');
  return run(node, [...args, '--dry-run', '--outdir', folder], { cwd: project, env, signal });
}

// What npm would run. Not by npm, which finds any one of our Nodes: wrangler needs a newer one than the package, and
// the other examples are tried with the oldest.
export function commandOf(project, name) {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const [tool, ...args] = scripts[name].split(' ');
  if (tool !== 'node') return [newerNode().path, script(tool), ...args];
  return [nodes().find(({ path }) => path)?.path ?? process.execPath, ...args];
}

// The environment without what an env file or a test sets: Node prefers what is there already, as on a CI.
export const bareEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(CHATWORK|COMMIT|GITHUB)_/.test(name)),
);
