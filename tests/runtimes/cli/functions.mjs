// Every function by its command; and what --dry-run shows of it, which is what is sent.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callAll, FUNCTIONS } from '../../package/calls.mjs';
import { temporaryFolder } from '../processes.mjs';

export const functions = (commands) => callEach((args) => commands.json(args));

export const dryRuns = (commands, { control }) =>
  callEach(async (args) => {
    const shown = await commands.json([...args, '--dry-run', '--compact'], { env: { CHATWORK_API_TOKEN: undefined } });
    const before = await received(control);
    const result = await commands.json(args);
    const sent = (await received(control)).slice(before.length);
    assert.equal(sent.length, 1, `${args[0]} and its --dry-run sent ${sent.length} requests`);
    compare(shown, sent[0]);
    return result;
  });

async function callEach(run) {
  const called = [];
  const chatwork = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (token, ...given) =>
          run([name, ...wordsOf(given.slice(0, -1))]),
    },
  );
  for await (const { name } of callAll(chatwork)) called.push(name);
  assert.equal(new Set(called).size, FUNCTIONS);
}

async function received(control) {
  return (await fetch(`${control}/requests`)).json();
}

function compare({ method, url, headers, body }, sent) {
  const { pathname, search } = new URL(url);
  assert.deepEqual([method, pathname, search.slice(1)], [sent.method, sent.path, sent.query]);
  assert.equal(headers['x-chatworktoken'], '***');
  if (typeof body !== 'object' || body === null) {
    assert.deepEqual([body ?? '', headers['content-type']], [sent.body, sent.headers['content-type']]);
    return;
  }
  // A form with a file has another boundary each time.
  const shown = Object.entries(body).map(([name, value]) => {
    return typeof value === 'string' ? { name, text: value } : { name, filename: value.filename, size: value.size };
  });
  const fields = sent.fields.map(({ name, filename, size, text }) =>
    filename ? { name, filename, size } : { name, text },
  );
  assert.deepEqual(shown, fields);
}

// What somebody would type.
function wordsOf(given) {
  return given.flatMap((value) =>
    typeof value === 'object' ? Object.entries(value).flatMap(wordsOfOne) : [`${value}`],
  );

  function wordsOfOne([name, value]) {
    const option = `--${name.replaceAll('_', name.length % 2 ? '_' : '-')}`;
    if (value === true) return [option];
    if (value === false) return [option.replace('--', '--no-')];
    if (Array.isArray(value)) return value.flatMap((part) => [option, `${part}`]);
    if (value instanceof Date) return [option, value.toISOString().replace(/\.\d+Z$/, 'Z')];
    if (value instanceof Uint8Array) {
      const path = join(temporaryFolder(), 'upload.bin');
      writeFileSync(path, value);
      return [`${option}=${path}`];
    }
    return [option, `${value}`];
  }
}
