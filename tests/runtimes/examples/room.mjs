// A person in a room of the local Chatwork, and what the local Chatwork has seen. Without the client: it is what the
// examples are made of.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// How long nothing may happen until nothing more is expected to, in milliseconds, and how long what has to happen may
// take.
const QUIET = 1500;
const LATE = 20_000;

export class Room {
  #settings;
  #token;
  #room;

  constructor(settings, { token, room }) {
    this.#settings = settings;
    this.#token = token;
    this.#room = room;
  }

  // Resolves to the id of the message.
  async say(body, token = this.#token) {
    const init = { method: 'POST', body: new URLSearchParams({ body }), token };
    const { message_id: id } = await this.#ask('messages', init);
    return id;
  }

  async messages() {
    return (await this.#ask('messages?force=1')).map(({ account, body }) => ({ author: account.account_id, body }));
  }

  async tasks() {
    const tasks = await this.#ask('tasks?status=open');
    return tasks.map(({ task_id: id, account, body, limit_time: limit }) => {
      return { id, assignee: account.account_id, body, limit };
    });
  }

  // The messages, once there are so many and nothing has happened for a while.
  async settled(count = 0) {
    const begin = Date.now();
    for (let seen, since = begin; Date.now() - since < QUIET && Date.now() - begin < LATE; await sleep(100)) {
      const deliveries = await control(this.#settings, '/deliveries');
      const messages = await this.messages();
      const isOver = deliveries.every(({ failed }) => typeof failed === 'boolean') && messages.length >= count;
      const now = JSON.stringify([deliveries, messages]);
      if (now !== seen || !isOver) since = Date.now();
      seen = now;
    }
    return this.messages();
  }

  async #ask(path, { token = this.#token, ...init } = {}) {
    const headers = { 'x-chatworktoken': token };
    const response = await fetch(`${this.#settings.baseUrl}/rooms/${this.#room}/${path}`, { ...init, headers });
    const text = await response.text();
    assert.ok(response.ok, `${path}: ${response.status} ${text}`);
    return text === '' ? [] : JSON.parse(text);
  }
}

// Asks the control interface: GET where there is no method.
export async function control({ control: url }, path, method, body) {
  const response = await fetch(url + path, { method, body: body && JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

// Starts the world of an example, which it returns.
export async function enter(settings, project) {
  const world = JSON.parse(readFileSync(join(project, 'world.json'), 'utf8'));
  await control(settings, '/reset', 'POST', { world });
  return world;
}
