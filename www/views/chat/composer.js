// Where a message is written.

import { to, toAll } from '../../chatwork-wasm/notation.js';
import { both, element } from '../../element.js';
import { act } from './act.js';
import { hidden } from './marks.js';

export class Composer {
  element;
  #room;
  #text = element('textarea', { rows: 2 });
  #send = element('button', { type: 'submit' }, both('送信', 'Send'));
  #to = element('details', { class: 'menu' });
  #form;
  #alert = element('div', { role: 'alert' });
  #closed = element('p', { class: 'quiet', hidden: true });

  constructor(room) {
    this.#room = room;
    this.#closed.append(both('このルームは閲覧のみです。', 'In this room you can only read.'));
    this.#form = element(
      'form',
      { class: 'composer', onsubmit: (event) => this.#post(event) },
      element('label', {}, hidden('メッセージを書く', 'Write a message'), this.#text),
      element('div', { class: 'row' }, this.#to, this.#keys(), this.#send),
    );
    this.#text.addEventListener('keydown', (event) => {
      // Enter also ends what an input method composes.
      if (event.key !== 'Enter' || event.isComposing || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#form.requestSubmit();
    });
    this.#to.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#closeTo());
    this.element = element('div', {}, this.#alert, this.#form, this.#closed);
  }

  refresh() {
    const { canWrite, members, me } = this.#room;
    this.#form.hidden = !canWrite;
    this.#closed.hidden = canWrite;
    if (this.#to.children.length > 0) return;
    const others = members.filter(({ account_id }) => account_id !== me.account_id);
    const choices = others.map(({ account_id, name }) => this.#choice(to(account_id, name), name));
    this.#to.append(
      element('summary', {}, 'To', hidden(': 宛先を選ぶ', ': choose a member')),
      element('ul', {}, this.#choice(toAll(), both('全員', 'Everybody')), ...choices),
    );
  }

  // Puts notation where the cursor is.
  insert(notation) {
    const { selectionStart: start, selectionEnd: end } = this.#text;
    this.#text.setRangeText(notation, start, end, 'end');
    this.#text.focus();
  }

  #choice(notation, name) {
    const onclick = () => {
      this.#closeTo();
      this.insert(`${notation}\n`);
    };
    return element('li', {}, element('button', { type: 'button', onclick }, name));
  }

  #closeTo() {
    this.#to.open = false;
    this.#to.firstChild.focus();
  }

  #keys() {
    const made = element('span', { class: 'quiet keys' });
    made.append(both('Shift + Enter か Ctrl + Enter で送信', 'Shift + Enter or Ctrl + Enter sends'));
    return made;
  }

  async #post(event) {
    event.preventDefault();
    const { client, id, changed } = this.#room;
    const body = this.#text.value;
    if (body.trim() === '' || !(await act(this.#send, this.#alert, () => client.postRoomMessage(id, { body })))) return;
    // What was typed meanwhile stays.
    if (this.#text.value === body) this.#text.value = '';
    changed();
  }
}
