// Starts the local Chatwork as a program of its own, so that every request crosses a real socket.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export async function startEmulator() {
  const child = spawn(process.env.CHATWORK_EMULATOR, [], { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = () => child.kill();
  process.once('exit', kill);
  const ended = new Promise((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('exit', kill);
      reject(new Error(`the emulator ended early (${code})`));
    });
  });
  ended.catch(() => {});
  const lines = createInterface({ input: child.stdout });
  const first = new Promise((resolve) => lines.once('line', resolve));
  const info = JSON.parse(await Promise.race([first, ended]));
  child.unref();
  return {
    ...info,
    token: info.accounts[0].token,
    controlUrl: info.control,
    control: (path, request) => control(info.control + path, request),
    stop: kill,
  };
}

// GET where nothing is given, else the method that is named, with the rest as JSON.
async function control(url, { method, ...body } = {}) {
  const init = method === undefined ? {} : { method, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}
