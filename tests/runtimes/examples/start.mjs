// Starts what the READMEs of the examples start, with the local Chatwork of the test in place of the one they name.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { env } from '../cloudflare/wrangler.mjs';
import { run, serve } from '../processes.mjs';
import { newerNode, script } from '../programs.mjs';

// What emulator.env says, which from now on names the local Chatwork of the test.
export function useEmulator(project, { baseUrl }) {
  const file = join(project, 'emulator.env');
  const text = readFileSync(file, 'utf8').replace(/^CHATWORK_BASE_URL=.*$/m, `CHATWORK_BASE_URL=${baseUrl}`);
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

// What npm would run. Not by npm, which takes the oldest of our Nodes where wrangler needs a newer one.
function commandOf(project, name) {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const [tool, ...args] = scripts[name].split(' ');
  return [newerNode().path, script(tool), ...args];
}
