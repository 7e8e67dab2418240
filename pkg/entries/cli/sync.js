// `sync`: what syncRoomMessages yields, as JSON lines.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { pid, stdout } from 'node:process';
import { Refusal } from './failure.js';
import { capturing } from './dry-run.js';
import { line, result, write } from './output.js';
import * as texts from './texts.js';
import { UsageError } from './usage.js';
import { jsonOf } from './visible.js';

export async function sync({ chatwork, token, ids, values, options, language }) {
  const { once, state, from, fastest, slowest } = values;
  const all = { ...options, once, from, fastest, slowest, onError };
  if (values['dry-run']) {
    const { fetch, requests } = capturing();
    for await (const _ of chatwork.syncRoomMessages(token, ...ids, { ...all, once: true, fetch }));
    return result(requests[0], values);
  }
  const store = state === undefined ? undefined : fileStore(state);
  try {
    // Asking for the next event says that this one was taken: not before it is written.
    for await (const event of chatwork.syncRoomMessages(token, ...ids, { ...all, store })) {
      await write(stdout, `${jsonOf(event)}\n`);
    }
  } catch (error) {
    if (error?.code === 'argument' && error.parameter === 'store') throw new UsageError(texts.wrongState(state));
    throw error;
  } finally {
    // An abort does not wait for it.
    await store?.saved();
  }

  function onError({ error, wait }) {
    line(error.message);
    line(texts.again(Math.ceil(wait / 1000))[language]);
  }
}

// Whole at every moment.
function fileStore(path) {
  let saving;
  return {
    async get() {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if (error.code === 'ENOENT') return undefined;
        throw new Refusal(texts.unreadable(path, error.code));
      }
    },
    set(_, text) {
      saving = save(text);
      return saving;
    },
    async saved() {
      await saving;
    },
  };

  async function save(text) {
    const partial = `${path}.${pid}.part`;
    try {
      await writeFile(partial, text);
      await rename(partial, path);
    } catch (error) {
      throw new Refusal(texts.unwritable(path, error.code));
    }
  }
}
