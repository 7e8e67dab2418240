// downloadRoomFile: a file of a room on the disk, whole or not at all.

import { constants, chmod, copyFile, link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pid, stdout } from 'node:process';
import { Refusal } from './failure.js';
import { dry } from './function.js';
import { DASH } from './input.js';
import { print, result } from './output.js';
import { progressOf } from './progress.js';
import * as texts from './texts.js';
import { UsageError } from './usage.js';

// Most file systems take 255 bytes.
const LONGEST = 200;
// Who may do what, without the kind of the file.
const MODE = 0o777;

export async function downloadRoomFile({ chatwork, token, ids, values, options, signal }) {
  if (values['dry-run']) {
    const params = { create_download_url: true };
    const call = (more) => chatwork.getRoomFile(token, ...ids, params, { ...options, ...more });
    return result(await dry(call), values, signal);
  }
  const { output = '.', force } = values;
  const isPoured = output === DASH;
  if (isPoured && stdout.isTTY) throw new UsageError(texts.toTerminal);
  const isFolder = !isPoured && ((await there(output))?.isDirectory() ?? false);
  // Rather before the download than after it.
  if (!isPoured && !isFolder) await checkFree(output, force);
  const { file, response } = await chatwork.downloadRoomFile(token, ...ids, options);
  const progress = progressOf(file.filename);
  try {
    if (isPoured) return await pour(response.body, (chunk) => print(chunk, signal));
    const path = isFolder ? join(output, safeName(file)) : output;
    await save(response.body, path, await checkFree(path, force));
    progress.end();
    return await result({ ...file, path }, values, signal);
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

  // `old` is the file that is replaced. It keeps its mode, and stays where a link leads.
  async function save(body, path, old) {
    const unwritable = (error) => refuse(texts.unwritable(texts.path(path), error.code));
    const target = old ? await realpath(path).catch(unwritable) : path;
    const partial = join(dirname(target), `.${pid}-${Math.random().toString(36).slice(2)}.part`);
    try {
      const handle = await open(partial, 'wx', old && old.mode & MODE).catch(unwritable);
      try {
        await pour(body, (chunk) => handle.writeFile(chunk).catch(unwritable));
      } finally {
        await handle.close().catch(unwritable);
      }
      if (old) await chmod(partial, old.mode & MODE).catch(unwritable);
      await (force ? rename(partial, target).catch(unwritable) : place(partial, target, unwritable));
    } finally {
      await rm(partial, { force: true }).catch(() => {});
    }
  }
}

// Under a name that nobody has taken meanwhile.
async function place(partial, path, unwritable) {
  const failed = (error) => (error.code === 'EEXIST' ? refuse(texts.exists(path)) : unwritable(error));
  // Not every file system has links.
  const isLinked = await link(partial, path).then(
    () => true,
    (error) => (error.code === 'EEXIST' ? failed(error) : false),
  );
  if (!isLinked) await copyFile(partial, path, constants.COPYFILE_EXCL).catch(failed);
}

// The file that is to be replaced, if there is one.
async function checkFree(path, isForced) {
  const old = await there(path);
  if (old === undefined) return undefined;
  // To put a file in the place of a device or a folder is never meant.
  if (!old.isFile()) refuse(texts.noFile(path));
  return isForced ? old : refuse(texts.exists(path));
}

function there(path) {
  return stat(path).catch((error) => {
    return error.code === 'ENOENT' ? undefined : refuse(texts.unwritable(texts.path(path), error.code));
  });
}

function refuse(said) {
  throw new Refusal(said);
}

// What somebody typed as the name of a file, as one that no system and no command takes for anything else.
export function safeName({ filename, file_id: id }) {
  const plain = `${filename}`.replaceAll(/[\p{C}\u2028\u2029/\\:*?"<>|]/gu, '_');
  const [, stem, ending = ''] = plain.match(/^(.*?)(\.[^.]{1,10})?$/s);
  const name = shortened(stem, LONGEST - Buffer.byteLength(ending)) + ending;
  return (
    name
      .replace(/^[.~-]+|[. ]+$/g, '_')
      .replace(/^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(?= *(\.|$))/i, '$1_') || `file-${id}`
  );
}

// At most so many bytes, and no half of a letter.
function shortened(text, most) {
  let left = most;
  return [...text].filter((letter) => (left -= Buffer.byteLength(letter)) >= 0).join('');
}
