// Files: there and back again over real HTTP.

import assert from 'node:assert/strict';
import { File as NodeFile } from 'node:buffer';
import { after, before, test } from 'node:test';
import vm from 'node:vm';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { recording } from './fetches.mjs';
import { throwingProxy } from './hostile.mjs';
import { refusalOf } from './rejections.mjs';

const ROOM = 300765432;
const MAX = 5_242_880;
const File = globalThis.File ?? NodeFile;

let emulator;
let options;
before(async () => {
  emulator = await startEmulator();
  options = { baseUrl: emulator.baseUrl };
  await emulator.control('/settings', { method: 'PUT', limits: { enabled: false } });
});
after(() => emulator?.stop());

// Every byte, and what could be taken for the end of a part.
const bytes = Uint8Array.from([...Array(256).keys(), ...new TextEncoder().encode('\r\n--\r\n--boundary--\r\n🍣')]);
const surroundings = new Uint8Array(bytes.length + 20).fill(0xaa);
surroundings.set(bytes, 10);
const shared = new Uint16Array(surroundings.buffer, 10, bytes.length >> 1);

const contents = {
  'a Blob': [new Blob([bytes]), bytes],
  'a Blob of two parts': [new Blob([bytes.slice(0, 5), bytes.slice(5)]), bytes],
  'a part of a Blob': [new Blob([surroundings]).slice(10, -10), bytes],
  'a File': [new File([bytes], 'a file.bin'), bytes, 'a file.bin'],
  'a Uint8Array': [bytes, bytes],
  'a Uint8Array within a buffer': [surroundings.subarray(10, -10), bytes],
  'a Buffer': [Buffer.from(bytes), bytes],
  'a Buffer of the pool': [Buffer.from('プールの中'), new TextEncoder().encode('プールの中')],
  'an ArrayBuffer': [bytes.slice().buffer, bytes],
  'a DataView': [new DataView(surroundings.buffer, 10, bytes.length), bytes],
  'a Uint16Array': [shared, bytes.subarray(0, shared.byteLength)],
  'a Uint8Array of another realm': [vm.runInNewContext('Uint8Array.from([1, 2, 3])'), Uint8Array.from([1, 2, 3])],
  'an ArrayBuffer of another realm': [
    vm.runInNewContext('Uint8Array.from([1, 2, 3]).buffer'),
    Uint8Array.from([1, 2, 3]),
  ],
  'an empty file': [new Uint8Array(), new Uint8Array()],
};

for (const [what, [file, expected, name = 'file']] of Object.entries(contents)) {
  test(`${what} arrives byte by byte`, async () => {
    const { file_id } = await chatwork.postRoomFiles(emulator.token, ROOM, { file }, options);
    assert.ok(Number.isSafeInteger(file_id));
    const stored = await chatwork.getRoomFile(emulator.token, ROOM, file_id, { create_download_url: true }, options);
    assert.equal(stored.filesize, expected.length);
    assert.equal(stored.filename, name);
    assert.deepEqual(await download(stored), expected);
    const plain = await chatwork.getRoomFile(emulator.token, ROOM, file_id, { create_download_url: false }, options);
    assert.equal('download_url' in plain, false);
  });
}

const names = [
  '議事録 (1).txt',
  'report.pdf',
  'a b.txt',
  'say "hello".txt',
  "it's.txt",
  'emoji 🍣👨‍👩‍👧.png',
  'two\nlines.txt',
  'two\r\nlines.txt',
  'tab\t.txt',
  'あ'.repeat(200),
  'a/b\\c.txt',
  '../../etc/hosts',
  '..',
  '.htaccess',
  '%22%0D%0A.txt',
  'a;b="c".txt',
  'name.tar.gz',
  '\u202etxt.exe',
  ' ',
  'é (NFD e\u0301).txt',
  '=?utf-8?B?eA==?=',
  '<b>&amp;</b>',
  'x'.repeat(200),
  '100%.txt',
];

for (const [index, name] of names.entries()) {
  test(`the file name ${JSON.stringify(name).slice(0, 40)}`, async () => {
    const { file_id } = await chatwork.postRoomFiles(emulator.token, ROOM, { file: bytes, filename: name }, options);
    const stored = await chatwork.getRoomFile(emulator.token, ROOM, file_id, { create_download_url: 1 }, options);
    assert.equal(stored.filename, expectedName(name), `${index}`);
    assert.deepEqual(await download(stored), bytes);
    const ofFile = await chatwork.postRoomFiles(emulator.token, ROOM, { file: new File([bytes], name) }, options);
    assert.equal(
      (await chatwork.getRoomFile(emulator.token, ROOM, ofFile.file_id, {}, options)).filename,
      expectedName(name),
    );
  });
}

// The platform writes these three as percent codes, and a name that has them already looks the same.
function expectedName(name) {
  return name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

test('the filename field wins over the name of a File, and a File without a name gets one', async () => {
  const named = new File([bytes], 'of the file.txt', { type: 'text/plain' });
  for (const [params, name] of [
    [{ file: named }, 'of the file.txt'],
    [{ file: named, filename: 'of the field.txt' }, 'of the field.txt'],
    [{ file: named, filename: undefined }, 'of the file.txt'],
    [{ file: named, filename: null }, 'of the file.txt'],
    [{ filename: 'first', file: bytes }, 'first'],
    [{ file: new File([bytes], '') }, 'file'],
    [{ file: Object.assign(new Blob([bytes]), { name: 'no File' }) }, 'file'],
  ]) {
    const { fetch, requests } = recording(() => Response.json({ file_id: 1 }));
    await chatwork.postRoomFiles('mark3r-t0ken', ROOM, params, { fetch });
    const parts = [...requests[0].init.body];
    assert.deepEqual(
      parts.map(([part]) => part),
      ['file'],
    );
    assert.equal(parts[0][1].name, name);
    assert.equal(
      new Headers(requests[0].init.headers).get('content-type'),
      null,
      'only the platform knows the boundary',
    );
  }
});

test('the kind of a Blob or File is kept', async () => {
  const { file_id } = await chatwork.postRoomFiles(
    emulator.token,
    ROOM,
    { file: new File([bytes], 'a.png', { type: 'image/png' }) },
    options,
  );
  const { download_url: url } = await chatwork.getRoomFile(
    emulator.token,
    ROOM,
    file_id,
    { create_download_url: true },
    options,
  );
  assert.equal((await fetch(url)).headers.get('content-type'), 'image/png');
});

test('a message with the file', async () => {
  const message = '[To:1] 議事録です\n100% & 1+1=2 "🍣" --';
  const { file_id } = await chatwork.postRoomFiles(
    emulator.token,
    ROOM,
    { file: bytes, message, filename: 'a' },
    options,
  );
  const { message_id } = await chatwork.getRoomFile(emulator.token, ROOM, file_id, {}, options);
  const { body } = await chatwork.getRoomMessage(emulator.token, ROOM, message_id, options);
  // A form has CR LF for a line break, whatever the text had.
  assert.ok(body.replaceAll('\r\n', '\n').startsWith(message), body);
  const list = await chatwork.getRoomFiles(
    emulator.token,
    ROOM,
    { account_id: emulator.accounts[0].account_id },
    options,
  );
  assert.ok(list.some((file) => file.file_id === file_id));
});

test('5 MB is taken, one byte more is not, and nothing of it is sent', async () => {
  const most = new Uint8Array(MAX).map((_, index) => index * 31);
  const { file_id } = await chatwork.postRoomFiles(emulator.token, ROOM, { file: most }, options);
  const stored = await chatwork.getRoomFile(emulator.token, ROOM, file_id, { create_download_url: true }, options);
  assert.ok(Buffer.from(most).equals(await download(stored)));

  const { fetch, requests } = recording();
  const more = new Uint8Array(MAX + 1);
  for (const file of [more, more.buffer, new DataView(more.buffer), new Blob([more]), new File([more], 'a')]) {
    const error = await refusalOf(() => chatwork.postRoomFiles('mark3r-t0ken', ROOM, { file }, { fetch }), 'file');
    assert.match(error.got, /5242881/);
  }
  assert.equal(requests.length, 0);
  const call = chatwork.postRoomFiles(emulator.token, ROOM, { file: more }, { ...options, validate: false });
  await assert.rejects(call, { status: 400 });
});

test('what is no file', async () => {
  const { fetch, requests } = recording();
  const values = [
    undefined,
    null,
    '',
    'text',
    1,
    1n,
    true,
    {},
    [],
    [1, 2],
    new Map(),
    () => bytes,
    Symbol('x'),
    Promise.resolve(bytes),
    new Response('x'),
    new ReadableStream(),
    new FormData(),
    { size: 1, type: '', arrayBuffer: async () => bytes.buffer },
    { [Symbol.toStringTag]: 'ArrayBuffer' },
    { [Symbol.toStringTag]: 'File', name: 'x' },
    { [Symbol.toStringTag]: 'Blob' },
    Object.create(Blob.prototype),
    Object.create(Uint8Array.prototype),
    new Proxy(bytes, {}),
    throwingProxy(),
    throwingProxy(bytes),
  ];
  for (const [index, file] of values.entries()) {
    await refusalOf(() => chatwork.postRoomFiles('mark3r-t0ken', ROOM, { file }, { fetch }), 'file', `${index} ${typeof file}`);
  }
  for (const filename of ['', 1, {}, [], true, Symbol('x'), '\ud83c']) {
    await refusalOf(() => chatwork.postRoomFiles('mark3r-t0ken', ROOM, { file: bytes, filename }, { fetch }), 'filename');
  }
  await refusalOf(
    () => chatwork.postRoomFiles('mark3r-t0ken', ROOM, { file: bytes, message: 'x'.repeat(65_536) }, { fetch }),
    'message',
  );
  assert.equal(requests.length, 0);
});

test('twenty uploads at once keep their bytes', async () => {
  const uploads = Array.from({ length: 20 }, async (_, index) => {
    const file = new Uint8Array(10_000).fill(index);
    const { file_id } = await chatwork.postRoomFiles(emulator.token, ROOM, { file, filename: `${index}` }, options);
    const stored = await chatwork.getRoomFile(emulator.token, ROOM, file_id, { create_download_url: true }, options);
    assert.equal(stored.filename, `${index}`);
    assert.deepEqual(await download(stored), file);
  });
  await Promise.all(uploads);
});

async function download({ download_url: url }) {
  const response = await fetch(url);
  assert.equal(response.status, 200);
  return new Uint8Array(await response.arrayBuffer());
}
