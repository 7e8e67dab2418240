// The tasks of a room.

import { renderHtml } from '../../chatwork-wasm/notation.js';
import { both, element } from '../../element.js';
import { act } from './act.js';
import { Items } from './items.js';
import { day } from './marks.js';

export class Tasks {
  label = both('タスク', 'Tasks');
  element;
  #room;
  #state = 'open';
  #states = new Map();
  #items = new Items(both('タスクはありません。', 'No tasks.'), (task) => this.#item(task));
  #alert = element('div', { role: 'alert' });
  #form;
  #assignees = element('div', { class: 'row' });
  #text = element('textarea', { rows: 2, required: true });
  #limit = element('input', { type: 'date' });
  #add = element('button', { type: 'submit' }, both('タスクを追加', 'Add the task'));

  constructor(room) {
    this.#room = room;
    for (const [state, label] of Object.entries({ open: both('未完了', 'Open'), done: both('完了', 'Done') })) {
      const onclick = () => this.#choose(state);
      const button = element('button', { type: 'button', class: 'small', onclick }, label);
      button.ariaPressed = String(state === this.#state);
      this.#states.set(state, button);
    }
    const due = element('label', {}, both('期限 (任意)', 'Due (optional)'), this.#limit);
    this.#form = element(
      'form',
      { class: 'composer', onsubmit: (event) => this.#post(event) },
      element('fieldset', {}, element('legend', {}, both('担当者', 'Assigned to')), this.#assignees),
      element('label', {}, both('内容', 'What to do'), this.#text),
      element('div', { class: 'row due' }, due, this.#add),
    );
    const states = element('div', { class: 'row states' }, ...this.#states.values());
    this.element = element('div', { class: 'part' }, states, this.#items.element, this.#alert, this.#form);
  }

  async refresh(_, signal) {
    const { canWrite, client, id, members } = this.#room;
    this.#items.show(await client.getRoomTasks(id, { status: this.#state }, { signal }));
    this.#form.hidden = !canWrite;
    if (this.#assignees.children.length > 0) return;
    this.#assignees.append(
      ...members.map(({ account_id, name }) => {
        return element('label', {}, element('input', { type: 'checkbox', value: account_id }), ` ${name}`);
      }),
    );
  }

  #item({ task_id: task, account, assigned_by_account: by, body, limit_time: limit, status }) {
    const text = element('div', { class: 'message' });
    text.innerHTML = renderHtml(body, { names: this.#room.names });
    const isOpen = status === 'open';
    const label = isOpen ? both('完了にする', 'Mark as done') : both('未完了に戻す', 'Open again');
    const button = element('button', { type: 'button', class: 'small' }, label);
    button.addEventListener('click', () => this.#mark(button, task, isOpen ? 'done' : 'open'));
    const about = element('div', { class: 'quiet' });
    about.append(both('担当: ', 'For '), account.name, both('、依頼: ', ', by '), by.name);
    if (limit > 0) about.append(both('、期限: ', ', due '), day(limit));
    return element('li', {}, element('div', {}, text, about), button);
  }

  #choose(state) {
    this.#state = state;
    for (const [other, button] of this.#states) button.ariaPressed = String(other === state);
    this.#room.refresh();
  }

  async #mark(button, task, body) {
    const { client, id, changed } = this.#room;
    if (await act(button, this.#alert, () => client.putRoomTaskStatus(id, task, { body }))) changed();
  }

  async #post(event) {
    event.preventDefault();
    const { client, id, changed } = this.#room;
    const chosen = [...this.#assignees.querySelectorAll(':checked')];
    const params = { body: this.#text.value, to_ids: chosen.map(({ value }) => value) };
    // A task is due at the end of its day.
    const limit = this.#limit.value && new Date(`${this.#limit.value}T23:59:59`);
    if (limit) Object.assign(params, { limit, limit_type: 'date' });
    if (!(await act(this.#add, this.#alert, () => client.postRoomTasks(id, params)))) return;
    this.#form.reset();
    changed();
  }
}
