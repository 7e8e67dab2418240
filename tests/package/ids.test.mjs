// Ids in the path and in the parameters, and lists of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { ONCE, bodyOf, recording } from './fetches.mjs';
import { throwingProxy } from './hostile.mjs';
import { refusalOf } from './rejections.mjs';

const good = [
  [1, '1'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ['1', '1'],
  ['9007199254740993', '9007199254740993'],
  ['1976543210987654321', '1976543210987654321'],
  [1976543210987654321n, '1976543210987654321'],
  [(1n << 64n) - 1n, '18446744073709551615'],
];

for (const [id, text] of good) {
  test(`the id ${String(id)} (${typeof id})`, async () => {
    const { fetch, requests } = recording();
    await chatwork.getRoomMessage('mark3r-t0ken', id, id, { fetch });
    assert.equal(new URL(requests[0].url).pathname, `/v2/rooms/${text}/messages/${text}`);
    await chatwork.putRoomMessagesUnread('mark3r-t0ken', 7, { message_id: id }, { fetch });
    assert.equal(await bodyOf(requests[1]), `message_id=${text}`);
    await chatwork.getRoomTasks('mark3r-t0ken', 7, { account_id: id }, { fetch });
    assert.equal(new URL(requests[2].url).search, `?account_id=${text}`);
  });
}

const bad = [
  undefined,
  null,
  '',
  ' ',
  '0',
  '00',
  0,
  -0,
  NaN,
  Infinity,
  -1,
  '-1',
  '+1',
  ' 1',
  '1 ',
  '1\n',
  1.5,
  '1.5',
  '1e3',
  1e21,
  '0x10',
  '1_000',
  '1,000',
  '１２',
  '../me',
  '..',
  '.',
  '%2e%2e',
  '%31',
  '1/2',
  '1?force=1',
  '1#',
  '1;',
  '1\\',
  '1\0',
  '\ud83c',
  '1'.repeat(21),
  '1'.repeat(1_000_000),
  -1n,
  0n,
  10n ** 30n,
  true,
  false,
  [],
  [1],
  {},
  { id: 1 },
  () => 1,
  Symbol('1'),
  new Date(1),
  new String('1'),
  new Number(1),
  { toString: () => '1' },
  throwingProxy(),
  throwingProxy([]),
];

for (const id of bad) {
  test(`no id: ${describe(id)} (${typeof id})`, async () => {
    const { fetch, requests } = recording();
    // The path is checked even where the rest is left to the service.
    for (const options of [{ fetch }, { fetch, validate: false }]) {
      await refusalOf(() => chatwork.getRoom('mark3r-t0ken', id, options), 'roomId');
      await refusalOf(() => chatwork.getRoomMessage('mark3r-t0ken', 7, id, options), 'messageId');
      await refusalOf(() => chatwork.putRoomTaskStatus('mark3r-t0ken', 7, id, { body: 'done' }, options), 'taskId');
      await refusalOf(() => chatwork.getRoomFile('mark3r-t0ken', 7, id, {}, options), 'fileId');
      await refusalOf(() => chatwork.deleteIncomingRequest('mark3r-t0ken', id, options), 'requestId');
    }
    await refusalOf(() => chatwork.putRoomMessagesUnread('mark3r-t0ken', 7, { message_id: id }, { fetch }), 'message_id');
    assert.equal(requests.length, 0);
  });
}

for (const id of [2 ** 53, 1976543210987654321, 1e20]) {
  test(`the number ${id} has lost digits, and the message says what to do`, async () => {
    const { fetch, requests } = recording();
    const options = { fetch };
    for (const call of [
      [() => chatwork.getRoomMessage('mark3r-t0ken', 7, id, options), 'messageId'],
      [() => chatwork.putRoomMessagesRead('mark3r-t0ken', 7, { message_id: id }, options), 'message_id'],
      [() => chatwork.postRoomTasks('mark3r-t0ken', 7, { body: 'x', to_ids: [1, id] }, options), 'to_ids'],
    ]) {
      assert.match((await refusalOf(...call)).message, /string/);
    }
    assert.equal(requests.length, 0);
  });
}

const lists = [
  [[1, 2, 3], '1,2,3'],
  [[1, '2', 3n], '1,2,3'],
  ['1,2,3', '1,2,3'],
  ['1, 2 , 3', '1,2,3'],
  ['1', '1'],
  [1, '1'],
  [1n, '1'],
  [Object.freeze([1]), '1'],
  [new Proxy([1, 2], {}), '1,2'],
  [[1, 1], '1,1'],
];

for (const [list, text] of lists) {
  test(`the ids ${describe(list)} (${typeof list})`, async () => {
    const { fetch, requests } = recording();
    await chatwork.postRoomTasks('mark3r-t0ken', 7, { body: 'x', to_ids: list }, { ...ONCE, fetch });
    assert.equal(new URLSearchParams(await bodyOf(requests[0])).get('to_ids'), text);
  });
}

const badLists = [
  undefined,
  null,
  '',
  ' ',
  ',',
  '1,',
  ',1',
  '1,,2',
  '1;2',
  '1 2',
  '1,a',
  '1,-2',
  [],
  [undefined],
  [null],
  [''],
  [' '],
  [1, null],
  [[1]],
  ['1,2'],
  [1.5],
  [0],
  [-1],
  [, 1],
  {},
  { 0: 1, length: 1 },
  new Set([1]),
  new Uint32Array([1]),
  true,
  () => [1],
  Symbol('1'),
  throwingProxy([]),
  [throwingProxy()],
];

for (const list of badLists) {
  test(`no ids: ${describe(list)} (${typeof list})`, async () => {
    const { fetch, requests } = recording();
    await refusalOf(() => chatwork.postRoomTasks('mark3r-t0ken', 7, { body: 'x', to_ids: list }, { fetch }), 'to_ids');
    assert.equal(requests.length, 0);
  });
}

test('a long list of ids', async () => {
  const { fetch, requests } = recording();
  const ids = Array.from({ length: 10_000 }, (_, index) => index + 1);
  await chatwork.putRoomMembers('mark3r-t0ken', 7, { members_admin_ids: ids }, { fetch });
  assert.equal(new URLSearchParams(await bodyOf(requests[0])).get('members_admin_ids'), ids.join(','));
});

test('an optional list that is empty is left out', async () => {
  const { fetch, requests } = recording();
  await chatwork.putRoomMembers(
    'mark3r-t0ken',
    7,
    { members_admin_ids: [1], members_member_ids: [], members_readonly_ids: '' },
    { fetch },
  );
  assert.equal(await bodyOf(requests[0]), 'members_admin_ids=1');
});

function describe(value) {
  try {
    const text = typeof value === 'object' ? JSON.stringify(value) : JSON.stringify(String(value));
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
  } catch {
    return 'a throwing object';
  }
}
