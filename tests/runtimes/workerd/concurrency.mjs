// Many requests at once to one Worker: the right answer to each, whatever becomes of the others.

import assert from 'node:assert/strict';

const REQUESTS = 500;

const accounts = Array.from({ length: 5 }, (_, index) => {
  return { account_id: 101 + index, name: `Account ${index}`, token: `token-of-account-${index}` };
});
const room = 500;
const members = accounts.map(({ account_id }) => ({ account_id, role: 'member' }));
members[0].role = 'admin';
const world = {
  settings: { limits: { enabled: false } },
  accounts,
  rooms: [{ room_id: room, type: 'group', name: 'everybody', members }],
};

export async function manyAtOnce(worker, { baseUrl, control }) {
  await ask(`${control}/reset`, { world });
  // Answers overtake each other, and some are still to come when their client has gone.
  for (const [index, { account_id }] of accounts.entries()) {
    await ask(`${control}/faults`, { account_id, delay_ms: 20 + 60 * index, times: 10 * REQUESTS });
  }

  const ends = await Promise.all(
    Array.from({ length: REQUESTS }, async (_, index) => {
      const { account_id, token } = accounts[index % accounts.length];
      const leaves = index % 7 === 0;
      const signal = leaves ? AbortSignal.timeout(1 + (index % 150)) : undefined;
      const headers = { 'x-token': token, 'x-room': room };
      const body = `message ${index}`;
      try {
        const response = await (index % 2 === 0
          ? fetch(`${worker}/me`, { headers, signal })
          : fetch(`${worker}/post`, { method: 'POST', body, headers, signal }));
        const text = await response.text();
        assert.equal(response.status, 200, text);
        const answer = JSON.parse(text);
        if (index % 2 === 0) assert.equal(answer.account_id, account_id);
        return { index, account_id, body, message: answer.message_id };
      } catch (error) {
        if (leaves && error.name === 'TimeoutError') return { index, hasLeft: true };
        throw new Error(`request ${index}`, { cause: error });
      }
    }),
  );

  const left = ends.filter(({ hasLeft }) => hasLeft).length;
  assert.ok(left > 10 && left < REQUESTS / 2, `${left} clients left`);
  const { token } = accounts[0];
  const posts = ends.filter(({ index, hasLeft }) => index % 2 === 1 && !hasLeft);
  for (const { message, body, account_id } of posts.slice(-50)) {
    const stands = await ask(`${baseUrl}/rooms/${room}/messages/${message}`, undefined, token);
    assert.deepEqual([stands.body, stands.account.account_id], [body, account_id]);
  }

  await ask(`${control}/faults`, undefined, undefined, 'DELETE');
  for (const { token, account_id } of accounts) {
    const response = await fetch(`${worker}/me`, { headers: { 'x-token': token } });
    assert.equal((await response.json()).account_id, account_id);
  }
  assert.equal(await ask(`${worker}/instances`), 1);
}

async function ask(url, body, token, method = body === undefined ? 'GET' : 'POST') {
  const headers = token === undefined ? {} : { 'x-chatworktoken': token };
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${url}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
