// One account: its rooms, and the one that is open.

import { createClient } from '../../chatwork-wasm/index.js';
import { both, element } from '../../element.js';
import { tell } from './act.js';
import { badges } from './marks.js';
import { Room } from './room.js';
import { Rooms } from './rooms.js';

let made = 0;

export class Pane {
  element;
  // What shows this pane where there is place for one only.
  tab = element('button', { type: 'button' });
  #connection;
  #signal;
  #changed;
  // The account, and how to stop what is asked for it.
  #client;
  #me;
  #leaving = new AbortController();
  // The rooms that were opened, with what is typed there.
  #opened = new Map();
  #open;
  // How often a refresh was asked for, and the one that runs.
  #asked = 0;
  #running;
  #heading = element('h2', { class: 'hidden-label', id: `pane-${(made += 1)}` });
  #select = element('select', { onchange: () => this.#enter() });
  #again = element('button', { type: 'button', class: 'small', onclick: () => this.refresh() }, both('更新', 'Refresh'));
  #rooms = new Rooms((id) => this.#go(id));
  #place = element('div', { class: 'place' });
  #loading = element('p', { class: 'quiet' }, both('読み込み中…', 'Loading…'));
  #alert = element('div', { role: 'alert' });
  #wait = element('div', { role: 'status', class: 'wait' });
  #waitTimer;

  // `changed` is called after whatever may be news for the other pane, too.
  constructor({ connection, account, signal, changed }) {
    this.#connection = connection;
    this.#signal = signal;
    this.#changed = changed;
    signal.addEventListener('abort', () => this.#leaving.abort());
    this.#select.append(...connection.accounts.map(({ name }, index) => element('option', { value: index }, name)));
    this.#select.value = connection.accounts.indexOf(account);
    this.element = element(
      'section',
      { class: 'pane panel', 'aria-labelledby': this.#heading.id },
      this.#heading,
      element('div', { class: 'pane-head' }, element('label', {}, both('アカウント', 'Account'), this.#select), this.#again),
      this.#alert,
      element('div', { class: 'pane-body' }, this.#rooms.element, this.#place),
      this.#wait,
    );
    this.#enter();
  }

  // Never twice at once: whoever asks meanwhile is told when it has run once more.
  refresh() {
    this.#asked += 1;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run() {
    this.#again.ariaBusy = 'true';
    let asked;
    do {
      asked = this.#asked;
      try {
        await this.#load(this.#leaving.signal);
        tell(this.#alert);
      } catch (error) {
        tell(this.#alert, error);
      }
    } while (asked !== this.#asked);
    this.#again.ariaBusy = 'false';
    this.#loading.remove();
    this.#running = undefined;
  }

  #enter() {
    this.#leaving.abort();
    this.#leaving = new AbortController();
    const { name, token } = this.#connection.accounts[this.#select.value];
    // What was posted goes on when another account is chosen, but not when all of this Chatwork is left.
    const onRateLimit = ({ wait }) => this.#showWait(wait);
    this.#client = createClient({ token, ...this.#connection.options, signal: this.#signal, onRateLimit });
    this.#me = undefined;
    this.#open = undefined;
    this.#opened.clear();
    this.#rooms.clear();
    this.#place.replaceChildren(this.#loading);
    this.#name(name);
    this.refresh();
  }

  async #load(signal) {
    if (this.#me === undefined) {
      this.#me = await this.#client.getMe({ signal });
      this.#name(this.#me.name);
    }
    const rooms = byNews(await this.#client.getRooms({ signal }));
    const open =
      rooms.find(({ room_id }) => room_id === this.#open) ?? rooms.find(({ type }) => type === 'group') ?? rooms[0];
    this.#open = open?.room_id;
    this.#rooms.show(rooms, this.#open);
    this.tab.replaceChildren(this.#me.name, badges(totals(rooms)));
    if (open !== undefined) await this.#room(open).refresh(open, signal);
  }

  #room(info) {
    const id = info.room_id;
    if (!this.#opened.has(id)) {
      const { fetch } = this.#connection.options;
      const refresh = () => this.refresh();
      const given = { client: this.#client, fetch, me: this.#me, id, changed: this.#changed, refresh };
      this.#opened.set(id, new Room(given));
      this.#place.append(this.#opened.get(id).element);
    }
    for (const [other, { element }] of this.#opened) element.hidden = other !== id;
    return this.#opened.get(id);
  }

  #go(id) {
    this.#open = id;
    this.refresh();
  }

  #name(name) {
    this.#heading.textContent = name;
    this.#select.selectedOptions[0].textContent = name;
    this.tab.replaceChildren(name);
  }

  #showWait(wait) {
    const seconds = Math.ceil(wait / 1000);
    this.#wait.replaceChildren(
      both(`回数制限のため、約 ${seconds} 秒待っています。`, `Waiting about ${seconds} s because of the limit.`),
    );
    clearTimeout(this.#waitTimer);
    this.#waitTimer = setTimeout(() => this.#wait.replaceChildren(), wait);
  }
}

// As Chatwork sorts them.
function byNews(rooms) {
  return rooms.toSorted((one, other) => other.sticky - one.sticky || other.last_update_time - one.last_update_time);
}

function totals(rooms) {
  const sum = (name) => rooms.reduce((total, room) => total + room[name], 0);
  return { unread_num: sum('unread_num'), mention_num: sum('mention_num') };
}
