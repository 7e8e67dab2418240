// One message, as it is shown, with what can be done with it.

import { isMentioned, renderHtml } from '../../chatwork-wasm/notation.js';
import { both, element } from '../../element.js';
import { hidden, initial, time } from './marks.js';

const DELETED = '[deleted]';

let made = 0;

export class Message {
  element = element('li', { class: 'entry', tabindex: -1 });
  #room;
  #actions;
  #message;
  #isAsking = false;

  constructor(room, actions) {
    this.#room = room;
    this.#actions = actions;
  }

  // What did not change stays as it is, and so does what is being edited.
  show(message) {
    const { body, update_time: updated } = this.#message ?? {};
    const isSame = body === message.body && updated === message.update_time;
    this.#message = message;
    if (!isSame && !this.#isAsking) this.#render();
  }

  #render() {
    const { account, body, send_time: sent, update_time: updated } = this.#message;
    const { me } = this.#room;
    const head = `message-${(made += 1)}`;
    const marks = [time(sent)];
    if (updated > 0 && body !== DELETED) marks.push(element('span', { class: 'edited' }, both('編集済み', 'edited')));
    const hadFocus = this.element.contains(document.activeElement);
    this.element.classList.toggle('is-mention', isMentioned(body, me.account_id));
    this.element.replaceChildren(
      initial(account.name, account.account_id),
      element(
        'article',
        { 'aria-labelledby': head },
        element('div', { class: 'entry-head', id: head }, element('strong', {}, account.name), ' ', ...marks),
        this.#body(body),
        this.#buttons(),
      ),
    );
    if (hadFocus) this.element.focus();
  }

  // Words of the service are in the language of the page: where they differ, it stands there in both.
  #body(body) {
    const { names, me } = this.#room;
    const utcOffset = -new Date().getTimezoneOffset();
    const [ja, en] = ['ja', 'en'].map((language) => renderHtml(body, { names, language, utcOffset }));
    const shown = ja === en ? { '': ja } : { ja, en };
    const made = element('div', { class: 'entry-body' });
    for (const [lang, html] of Object.entries(shown)) {
      const message = element('div', { class: 'message', lang: lang || null });
      message.innerHTML = html;
      for (const mark of message.querySelectorAll(`[data-account-id="${me.account_id}"]`)) mark.classList.add('is-me');
      for (const file of message.querySelectorAll('.cw-download')) file.replaceWith(this.#download(file));
      made.append(message);
    }
    return made;
  }

  #download(file) {
    const button = element('button', { type: 'button', class: file.className }, ...file.childNodes);
    button.addEventListener('click', () => this.#actions.download(file.dataset.fileId, button));
    return button;
  }

  #buttons() {
    const { canWrite, me } = this.#room;
    const canAnswer = canWrite && this.#message.body !== DELETED;
    const made = element('div', { class: 'entry-actions' });
    const add = (ja, en, act) => {
      const button = element('button', { type: 'button', class: 'small' }, both(ja, en));
      button.addEventListener('click', () => act(this.#message, button));
      made.append(button);
    };
    if (canAnswer) {
      add('返信', 'Reply', this.#actions.reply);
      add('引用', 'Quote', this.#actions.quote);
    }
    if (canAnswer && this.#message.account.account_id === me.account_id) {
      add('編集', 'Edit', () => this.#edit());
      add('削除', 'Delete', () => this.#remove());
    }
    add('未読にする', 'Mark unread', this.#actions.unread);
    return made;
  }

  #edit() {
    const text = element('textarea', { rows: 3 });
    text.value = this.#message.body;
    const label = element('label', {}, hidden('本文', 'Text'), text);
    this.#ask(label, both('保存', 'Save'), (button) => this.#actions.edit(this.#message, button, text.value));
    text.focus();
  }

  #remove() {
    const question = element('p', {}, both('このメッセージを削除しますか?', 'Delete this message?'));
    const run = (button) => this.#actions.remove(this.#message, button);
    this.#ask(question, both('削除する', 'Delete it'), run).focus();
  }

  // A form in place of the buttons, until `run` has gone well or is not wanted any more.
  #ask(content, label, run) {
    this.#isAsking = true;
    const close = () => {
      this.#isAsking = false;
      this.#render();
    };
    const submit = element('button', { type: 'submit', class: 'small' }, label);
    const cancel = element('button', { type: 'button', class: 'small', onclick: close }, both('キャンセル', 'Cancel'));
    const onsubmit = async (event) => {
      event.preventDefault();
      if (await run(submit)) close();
    };
    const onkeydown = (event) => event.key === 'Escape' && !event.isComposing && close();
    const form = element('form', { onsubmit, onkeydown }, content, element('div', { class: 'row' }, submit, cancel));
    this.element.querySelector('.entry-actions').replaceWith(form);
    return submit;
  }
}
