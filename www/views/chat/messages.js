// The messages of a room, and where one is written.

import { quote, reply } from '../../chatwork-wasm/notation.js';
import { both, element } from '../../element.js';
import { act } from './act.js';
import { arrange } from './arrange.js';
import { Composer } from './composer.js';
import { Message } from './message.js';
import { save } from './save.js';

export class Messages {
  label = both('メッセージ', 'Messages');
  element;
  #room;
  #composer;
  #shown = new Map();
  // The first unread one, where it was this page that marked it.
  #unreadFrom;
  #line = element('li', { class: 'unread-line' }, both('ここから未読', 'Unread from here'));
  #nothing = element('li', { class: 'quiet' }, both('メッセージはまだありません。', 'No messages yet.'));
  #list = element('ol', { class: 'messages' });
  #log = element('div', { class: 'log', tabindex: 0 }, this.#list);
  #alert = element('div', { role: 'alert' });

  constructor(room) {
    this.#room = room;
    this.#composer = new Composer(room);
    this.element = element('div', { class: 'part' }, this.#log, this.#alert, this.#composer.element);
  }

  async refresh({ unread_num: unread }, signal) {
    const { client, id, names } = this.#room;
    const messages = await client.getRoomMessages(id, { force: true }, { signal });
    const isAtEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 40;
    const ids = new Set(messages.map(({ message_id }) => message_id));
    for (const id of this.#shown.keys()) if (!ids.has(id)) this.#shown.delete(id);
    // Who wrote here may not be a member any more.
    for (const { account } of messages) names.set(account.account_id, account.name);
    const items = messages.map((message) => this.#item(message));
    const first = this.#firstUnread(messages, unread);
    if (first >= 0) items.splice(first, 0, this.#line);
    arrange(this.#list, items.length > 0 ? items : [this.#nothing]);
    if (isAtEnd) this.#log.scrollTop = this.#log.scrollHeight;
    // What was there before is not read out.
    this.#log.role = 'log';
    this.#composer.refresh();
  }

  #item(message) {
    const id = message.message_id;
    if (!this.#shown.has(id)) this.#shown.set(id, new Message(this.#room, this.#actions()));
    const shown = this.#shown.get(id);
    shown.show(message);
    return shown.element;
  }

  // The service tells only how many are unread; those of the account itself are not, unless it has marked them.
  #firstUnread(messages, unread) {
    if (unread === 0) this.#unreadFrom = undefined;
    const marked = messages.findIndex(({ message_id }) => message_id === this.#unreadFrom);
    if (marked >= 0 || unread === 0) return marked;
    const { account_id: me } = this.#room.me;
    const others = messages.flatMap(({ account }, index) => (account.account_id === me ? [] : [index]));
    return others.at(-unread) ?? others[0] ?? -1;
  }

  #actions() {
    const { client, id, changed } = this.#room;
    const run = async (button, call) => {
      const isDone = await act(button, this.#alert, call);
      if (isDone) changed();
      return isDone;
    };
    return {
      reply: (message) => this.#composer.insert(`${reply({ ...message, room_id: id })}\n`),
      quote: (message) => this.#composer.insert(`${quote(message)}\n`),
      edit: ({ message_id }, button, body) => run(button, () => client.putRoomMessage(id, message_id, { body })),
      remove: ({ message_id }, button) => run(button, () => client.deleteRoomMessage(id, message_id)),
      download: (fileId, button) => act(button, this.#alert, () => save(client.downloadRoomFile(id, fileId))),
      unread: ({ message_id }, button) =>
        run(button, async () => {
          await client.putRoomMessagesUnread(id, { message_id });
          this.#unreadFrom = message_id;
        }),
    };
  }
}
