// The demo page, and the local Chatwork beside it: node serve.mjs EMULATOR SITE [PORT]

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { serveSite } from './site.mjs';

const [program, folder, port = '8080'] = process.argv.slice(2);

const emulator = spawn(program, [], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => emulator.kill());
emulator.on('exit', (status) => process.exit(status ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

const [line] = await new Promise((resolve) => createInterface(emulator.stdout).once('line', (...line) => resolve(line)));
const { baseUrl, control, accounts } = JSON.parse(line);
// The page has another origin.
await fetch(`${control}/settings`, { method: 'PUT', body: JSON.stringify({ cors: true }) });

const { url } = await serveSite(folder, Number(port)).catch(({ message }) => {
  console.error(`The demo page cannot be served: ${message}. Name another port: cargo xtask serve --port N`);
  process.exit(1);
});
console.log(`Demo page:      ${url}`);
console.log(`Local Chatwork: ${baseUrl}`);
for (const { name, token } of accounts) console.log(`  ${token}  ${name}`);
console.log('Until Ctrl-C.');
