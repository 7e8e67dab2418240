// downloadRoomFile: a file of a room on the disk, whole or not at all.

import { constants, copyFile, link, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pid, stdout } from 'node:process';
import { Refusal } from './failure.js';
import { dry } from './function.js';
import { result, write } from './output.js';
import { progressOf } from './progress.js';
import * as texts from './texts.js';

const STDOUT = '-';
// Most file systems take 255 bytes, and a character may have four.
const LONGEST = 60;

export async function downloadRoomFile({ chatwork, token, ids, values, options }) {
  if (values['dry-run']) {
    const params = { create_download_url: true };
    return result(await dry((more) => chatwork.getRoomFile(token, ...ids, params, { ...options, ...more })), values);
  }
  const given = values.output;
  // Rather before the download than after it.
  if (given !== undefined && given !== STDOUT) await checkFree(given, values.force);
  const { file, response } = await chatwork.downloadRoomFile(token, ...ids, options);
  const progress = progressOf(file.filename);
  try {
    if (given === STDOUT) return await pour(response.body, (chunk) => write(stdout, chunk));
    const path = given ?? safeName(file);
    await checkFree(path, values.force);
    await save(response.body, path, values.force);
    progress.end();
    return await result({ ...file, path }, values);
  } catch (error) {
    await response.body.cancel().catch(() => {});
    throw error;
  } finally {
    progress.end();
  }

  async function pour(body, take) {
    let done = 0;
    const reader = body.getReader();
    try {
      for (;;) {
        const { done: isOver, value } = await reader.read();
        if (isOver) return;
        await take(value);
        done += value.length;
        progress.tell(done, file.filesize);
      }
    } finally {
      reader.releaseLock();
    }
  }

  async function save(body, path, isForced) {
    const partial = join(dirname(path), `.${safeName({ filename: basename(path) })}.${pid}.part`);
    try {
      const handle = await open(partial, 'wx').catch((error) => refuse(texts.unwritable(path, error.code)));
      try {
        await pour(body, (chunk) => handle.writeFile(chunk));
      } finally {
        await handle.close();
      }
      await (isForced ? rename(partial, path) : place(partial, path));
    } finally {
      await rm(partial, { force: true });
    }
  }
}

// Under a name that nobody has taken meanwhile.
async function place(partial, path) {
  const failed = (error) => refuse(error.code === 'EEXIST' ? texts.exists(path) : texts.unwritable(path, error.code));
  // Not every file system has links.
  const isLinked = await link(partial, path).then(
    () => true,
    (error) => (error.code === 'EEXIST' ? failed(error) : false),
  );
  if (!isLinked) await copyFile(partial, path, constants.COPYFILE_EXCL).catch(failed);
}

async function checkFree(path, isForced) {
  const there = await stat(path).catch(() => undefined);
  // To put a file in the place of a device or a folder is never meant.
  if (there !== undefined && !(isForced && there.isFile())) refuse(texts.exists(path));
}

function refuse(said) {
  throw new Refusal(said);
}

// What somebody typed as the name of a file, as one that no system takes for anything else.
export function safeName({ filename, file_id: id }) {
  const plain = `${filename}`
    .replaceAll(/[\p{C}\u2028\u2029/\\:*?"<>|]/gu, '_')
    .replace(/^\.+|[. ]+$/g, '_')
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i, '$1_');
  const [, stem, ending] = plain.match(/^(.*?)(\.[^.]{1,10})?$/s);
  return [...stem].slice(0, LONGEST).join('') + (ending ?? '') || `file-${id}`;
}
