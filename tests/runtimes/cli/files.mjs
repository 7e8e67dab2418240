// Standard input, and files: what comes down is what went up.

import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const BYTES = Uint8Array.from({ length: 300_001 }, (_, index) => (index * index) % 251);

export async function files(commands, { control, room }) {
  const { project } = commands;
  const here = (name) => join(project, name);
  const textOf = async (id) => (await commands.json(['getRoomMessage', room, id])).body;

  // One line break at the end goes, and nothing else.
  for (const [input, body] of [
    ['速報\n', '速報'],
    ['two\n\n', 'two\n'],
    [' [toall] \r\n', ' [toall] '],
    ['🍣\t"\'$(x)`\\', '🍣\t"\'$(x)`\\'],
  ]) {
    const { message_id: id } = await commands.json(['postRoomMessage', room, '--body', '-'], { input });
    assert.equal(await textOf(id), body);
  }
  const invalid = await commands.run(['postRoomMessage', room, '--body=-'], { input: Buffer.from([0x61, 0xff]) });
  assert.deepEqual([invalid.code, invalid.out], [2, '']);
  assert.match(invalid.err, /UTF-8/);

  const [up, down] = ['up ファイル.bin', 'down.bin'];
  writeFileSync(here(up), BYTES);
  const { file_id: id } = await commands.json(['postRoomFiles', room, '--file', up, '--message', '-'], {
    input: '中身',
  });
  const again = ['postRoomFiles', room, '--file', '-', '--filename', '../../evil\u202enib.sh'];
  const { file_id: evil } = await commands.json(again, { input: BYTES });

  rmSync(here(down), { force: true });
  const saved = await commands.json(['downloadRoomFile', room, id, '--output', down]);
  assert.deepEqual([saved.filename, saved.path, saved.filesize], [up, down, BYTES.length]);
  assert.deepEqual(new Uint8Array(readFileSync(here(down))), BYTES);
  const poured = await commands.run(['downloadRoomFile', room, id, '--output', '-']);
  assert.deepEqual([new Uint8Array(poured.bytes), poured.err], [BYTES, '']);

  // Nothing is replaced that was there, and a name cannot lead elsewhere.
  const refused = await commands.run(['downloadRoomFile', room, id]);
  assert.deepEqual([refused.code, refused.out], [1, '']);
  assert.match(refused.err, /is there already/);
  writeFileSync(here(down), 'old');
  await commands.json(['downloadRoomFile', room, id, '--output', down, '--force']);
  assert.equal(readFileSync(here(down)).length, BYTES.length);
  const { path } = await commands.json(['downloadRoomFile', room, evil]);
  assert.equal(path, '__.._evil_nib.sh');
  assert.ok(existsSync(here(path)));
  rmSync(here(path));

  // Into a folder, under its own name.
  mkdirSync(here('folder'), { recursive: true });
  const inFolder = await commands.json(['downloadRoomFile', room, id, '--output', 'folder/']);
  assert.deepEqual(readdirSync(here('folder')), [up]);
  assert.equal(inFolder.path, join('folder', up));
  // What is replaced keeps its mode, and a link leads where it led.
  if (process.platform !== 'win32') {
    chmodSync(here(join('folder', up)), 0o600);
    rmSync(here('link'), { force: true });
    symlinkSync(join('folder', up), here('link'));
    writeFileSync(here('link'), 'old');
    await commands.json(['downloadRoomFile', room, id, '--output', 'link', '--force']);
    assert.ok(lstatSync(here('link')).isSymbolicLink());
    const { mode, size } = statSync(here(join('folder', up)));
    assert.deepEqual([mode & 0o777, size], [0o600, BYTES.length]);
    const device = await commands.run(['downloadRoomFile', room, id, '--output', '/dev/null', '--force']);
    assert.deepEqual([device.code, device.out], [1, '']);
    assert.match(device.err, /\/dev\/null is no regular file/);
  }
  rmSync(here('folder'), { recursive: true });

  // Names that a system or a command would take for something else.
  for (const [name, safe] of [
    [`${'😀'.repeat(60)}.pdf`, `${'😀'.repeat(49)}.pdf`],
    ['-rf', '_rf'],
    ['~', '_'],
    ['aux .txt', 'aux_ .txt'],
    ['COM¹.log', 'COM¹_.log'],
    ['CONOUT$', 'CONOUT$_'],
  ]) {
    const named = ['postRoomFiles', room, '--file', '-', `--filename=${name}`];
    const { file_id: odd } = await commands.json(named, { input: 'x' });
    const { path } = await commands.json(['downloadRoomFile', room, odd]);
    assert.equal(path, safe);
    rmSync(here(path));
  }

  // A connection that breaks leaves nothing behind.
  const rule = { path: '/emulator/*', cut: 1000, times: 10 };
  await fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify({ ...rule, path: await pathOf() }) });
  rmSync(here(down));
  const broken = await commands.run(['downloadRoomFile', room, id, '--output', down, '--retries', '1']);
  assert.deepEqual([broken.code, broken.out], [1, '']);
  assert.match(broken.err, /of 300001 bytes/);
  assert.deepEqual(
    readdirSync(project).filter((name) => name === down || name.endsWith('.part')),
    [],
  );

  // Where the service gives downloads, whatever its path is.
  async function pathOf() {
    const file = await commands.json(['getRoomFile', room, id, '--create_download_url']);
    return new URL(file.download_url).pathname.split('/').slice(0, 2).join('/');
  }
}
