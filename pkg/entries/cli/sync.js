// `sync`: what syncRoomMessages yields, as JSON lines.

import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { pid } from 'node:process';
import { capturing } from './dry-run.js';
import { Refusal, sentences } from './failure.js';
import { line, print, result } from './output.js';
import * as texts from './texts.js';
import { UsageError } from './usage.js';
import { jsonOf } from './visible.js';

export async function sync({ command, chatwork, token, ids, values, options, signal, language }) {
  const { once, state, from, fastest, slowest } = values;
  const all = { ...options, once, from, fastest, slowest, onError };
  if (values['dry-run']) {
    const { fetch, requests } = capturing();
    for await (const _ of chatwork.syncRoomMessages(token, ...ids, { ...all, once: true, fetch }));
    return result(requests[0], values, signal);
  }
  const store = state === undefined ? undefined : fileStore(state);
  try {
    // Asking for the next event says that this one was taken: not before it is written.
    for await (const event of chatwork.syncRoomMessages(token, ...ids, { ...all, store })) {
      await print(`${jsonOf(event)}\n`, signal);
    }
  } catch (error) {
    if (error?.code === 'argument' && error.parameter === 'store') throw new UsageError(texts.wrongState(state));
    throw error;
  } finally {
    // An abort does not wait for it. If it fails, that was told already, or is less than what has ended the sync.
    await store?.saved();
  }

  function onError({ error, wait }) {
    for (const text of sentences(error, language, command)) line(text);
    line(texts.again(wait)[language]);
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
        throw new Refusal(texts.unreadable(texts.path(path), error.code));
      }
    },
    set(_, text) {
      saving = save(text);
      return saving;
    },
    async saved() {
      await saving?.catch(() => {});
    },
  };

  async function save(text) {
    const partial = `${path}.${pid}.part`;
    try {
      await writeFile(partial, text);
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true }).catch(() => {});
      throw new Refusal(texts.unwritable(texts.path(path), error.code));
    }
  }
}
