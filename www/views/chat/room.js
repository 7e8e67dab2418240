// An open room: its messages, tasks and files, one of these at a time.

import { both, element } from '../../element.js';
import { act } from './act.js';
import { Files } from './files.js';
import { Messages } from './messages.js';
import { Tasks } from './tasks.js';

export class Room {
  element;
  #room;
  #parts;
  #part;
  #buttons;
  #heading = element('h3');
  #read = element('button', { type: 'button', class: 'small' }, both('既読にする', 'Mark as read'));
  #alert = element('div', { role: 'alert' });

  // { client, fetch, me, id, changed, refresh } of the pane. All of the room share it, with what is known of the room.
  constructor(given) {
    this.#room = { ...given, canWrite: true, members: [], names: new Map() };
    this.#parts = [new Messages(this.#room), new Tasks(this.#room), new Files(this.#room)];
    this.#buttons = this.#parts.map((part) => {
      const onclick = () => {
        this.#show(part);
        given.refresh();
      };
      return element('button', { type: 'button', class: 'small', onclick }, part.label);
    });
    this.#read.addEventListener('click', () => this.#markRead());
    this.element = element(
      'div',
      { class: 'room' },
      element('div', { class: 'room-head' }, this.#heading, this.#read),
      element('div', { class: 'room-parts' }, ...this.#buttons),
      this.#alert,
      ...this.#parts.map((part) => part.element),
    );
    this.#show(this.#parts[0]);
  }

  // `info` is the room as the list has it.
  async refresh(info, signal) {
    this.#heading.textContent = info.name;
    this.#read.ariaDisabled = String(info.unread_num === 0);
    this.#room.canWrite = info.role !== 'readonly';
    const { client, id, members, names } = this.#room;
    if (members.length === 0) {
      members.push(...(await client.getRoomMembers(id, { signal })));
      for (const { account_id, name } of members) names.set(account_id, name);
    }
    await this.#part.refresh(info, signal);
  }

  #show(part) {
    this.#part = part;
    for (const [index, other] of this.#parts.entries()) {
      other.element.hidden = other !== part;
      this.#buttons[index].ariaPressed = String(other === part);
    }
  }

  async #markRead() {
    if (this.#read.ariaDisabled === 'true') return;
    const { client, id, changed } = this.#room;
    if (await act(this.#read, this.#alert, () => client.putRoomMessagesRead(id))) changed();
  }
}
