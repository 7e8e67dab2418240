// The rooms of an account, those with news first.

import { element } from '../../element.js';
import { arrange } from './arrange.js';
import { badges, initial } from './marks.js';

export class Rooms {
  element = element('ul', { class: 'rooms' });
  #items = new Map();
  #choose;

  constructor(choose) {
    this.#choose = choose;
  }

  clear() {
    this.#items.clear();
    this.element.replaceChildren();
  }

  show(rooms, open) {
    arrange(this.element, rooms.map((room) => this.#item(room, open)));
  }

  #item(room, open) {
    const { room_id: id, name } = room;
    if (!this.#items.has(id)) {
      const button = element('button', { type: 'button', onclick: () => this.#choose(id) });
      this.#items.set(id, element('li', {}, button));
    }
    const item = this.#items.get(id);
    const button = item.firstChild;
    button.replaceChildren(initial(name, id), element('span', { class: 'name' }, name), badges(room));
    button.ariaCurrent = id === open ? 'true' : null;
    return item;
  }
}
