// A list that is made anew where what it shows has changed, and only then: one of its buttons may have the focus.

import { element } from '../../element.js';

export class Items {
  element = element('ul', { class: 'items', tabindex: -1 });
  #empty;
  #make;
  #shown;

  constructor(empty, make) {
    this.#empty = element('li', { class: 'quiet' }, empty);
    this.#make = make;
  }

  show(values) {
    const shown = JSON.stringify(values);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...(values.length > 0 ? values.map(this.#make) : [this.#empty]));
    if (hadFocus) this.element.focus();
  }
}
