// The text of a message, with marks behind it.

import { element } from '../../element.js';

export function editor(label, initial, onchange) {
  const area = element('textarea', { rows: 10, spellcheck: 'false', oninput: change, onscroll: follow });
  // The same text below the field, of which only the marks are seen: a field shows no selection while another element
  // has the focus.
  const below = element('div', { class: 'below', 'aria-hidden': 'true' });
  const root = element('label', {}, label, element('div', { class: 'editor' }, below, area));
  area.value = initial;
  return { root, text: () => area.value, insert, mark, select };

  function change() {
    mark();
    onchange();
  }

  // Puts what `make` makes of the selected text in its place.
  function insert(make) {
    const { selectionStart: start, selectionEnd: end, value } = area;
    area.setRangeText(make(value.slice(start, end)), start, end, 'end');
    area.focus();
    change();
  }

  // Without a range, nothing is marked.
  function mark(start, end) {
    const text = area.value;
    below.replaceChildren();
    if (end === undefined) return;
    // A line break at the end takes a line of its own only where something follows.
    below.append(text.slice(0, start), element('mark', {}, text.slice(start, end)), `${text.slice(end)}\n`);
    below.scrollTop = area.scrollTop;
  }

  function select(start, end) {
    area.focus();
    area.setSelectionRange(start, end);
  }

  function follow() {
    below.scrollTop = area.scrollTop;
  }
}
