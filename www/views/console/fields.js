// A field of a form for each kind of parameter. `value()` is what the function is given, and undefined where it is left
// out.

import { both, element } from '../../element.js';

const kinds = {
  text,
  flag,
  time,
  file,
  id: (parameter) => ids(parameter, idOf),
  ids: (parameter) =>
    ids(parameter, (typed) =>
      typed
        .split(/[\s,、]+/)
        .filter(Boolean)
        .map(idOf),
    ),
  'one-of': oneOf,
  'link-code': line,
  'file-name': line,
};

export function fieldOf(parameter) {
  return kinds[parameter.kind](parameter);
}

// An id of the path is always given.
export function pathId(name) {
  const field = ids({ name, kind: 'id', required: true }, idOf);
  return { ...field, value: () => field.value() ?? '' };
}

// A number of more than 15 digits would lose some.
function idOf(typed) {
  return /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : typed;
}

function text(parameter) {
  const input = element('textarea', { rows: parameter.max > 255 ? 4 : 2, oninput: count });
  const counted = element('p', { class: 'count' });
  // An empty text says something else than none: it clears a description.
  const empty = parameter.min === 0 && !parameter.required && element('input', { type: 'checkbox' });
  const choice = empty && element('label', {}, empty, ' ', both('空欄でも渡す', 'Give it even if it is empty'));
  count();
  return {
    root: around(parameter, input, counted, choice),
    input,
    value: () => (input.value || parameter.required || empty?.checked ? input.value : undefined),
    fill,
  };

  function fill(value) {
    input.value = value;
    count();
  }

  function count() {
    const { length } = [...input.value];
    const most = parameter.max ?? Infinity;
    counted.textContent = most === Infinity ? `${length}` : `${length} / ${grouped(most)}`;
    counted.classList.toggle('over', length > most);
  }
}

function line(parameter) {
  const input = element('input', { type: 'text', autocomplete: 'off' });
  return { root: around(parameter, input), input, value: () => input.value || undefined };
}

function ids(parameter, read) {
  const list = element('datalist', { id: unique('list') });
  const input = element('input', { type: 'text', inputmode: 'numeric', autocomplete: 'off', list: list.id });
  return {
    root: around(parameter, input, list),
    input,
    value: () => (input.value.trim() ? read(input.value.trim()) : undefined),
    fill: (value) => {
      input.value = value;
    },
    offer: (choices) => {
      list.replaceChildren(...choices.map(({ id, name }) => element('option', { value: id }, name)));
    },
  };
}

function flag(parameter) {
  const name = unique('flag');
  const inputs = ['', 'true', 'false'].map((value) => {
    return element('input', { type: 'radio', name, value, checked: value === '' });
  });
  const texts = [both('渡さない', 'left out'), element('code', {}, 'true'), element('code', {}, 'false')];
  const labels = inputs.map((input, index) => element('label', {}, input, ' ', texts[index]));
  const docs = described(parameter);
  const root = element(
    'fieldset',
    { class: 'field', 'aria-describedby': docs.id },
    element('legend', {}, ...title(parameter)),
    element('div', { class: 'choices' }, ...labels),
    docs,
  );
  const values = { true: true, false: false };
  return { root, input: inputs[0], value: () => values[inputs.find(({ checked }) => checked).value] };
}

function oneOf(parameter) {
  const none = element('option', { value: '' }, '—');
  const words = parameter.words.map((word, index) => {
    return element('option', { value: word, selected: parameter.required && index === 0 }, word);
  });
  const input = element('select', {}, none, ...words);
  return { root: around(parameter, input), input, value: () => input.value || undefined };
}

function time(parameter) {
  const seconds = element('output', { class: 'count' });
  const input = element('input', { type: 'datetime-local', oninput: tell });
  const value = () => (input.value ? Math.floor(new Date(input.value) / 1000) : undefined);
  return { root: around(parameter, input, seconds), input, value };

  function tell() {
    seconds.replaceChildren();
    if (input.value) seconds.append(both(`Unix 時間: ${value()}`, `Unix seconds: ${value()}`));
  }
}

function file(parameter) {
  const input = element('input', { type: 'file' });
  return { root: around(parameter, input), input, value: () => input.files[0] };
}

function around(parameter, input, ...more) {
  const docs = described(parameter);
  input.setAttribute('aria-describedby', docs.id);
  const label = element('label', {}, element('span', { class: 'name' }, ...title(parameter)), input);
  return element('div', { class: 'field' }, label, ...more.filter(Boolean), docs);
}

function title({ name, kind, required, min, max }) {
  const limits = kind === 'text' && max !== undefined ? ` ${grouped(min)}–${grouped(max)}` : '';
  const needed = required && element('span', { class: 'required' }, both('必須', 'required'));
  return [element('code', {}, name), ' ', element('span', { class: 'kind' }, kind + limits), ' ', needed].filter(
    Boolean,
  );
}

function described({ docs }) {
  return element('p', { class: 'docs', id: unique('docs') }, docs ? both(docs.ja, docs.en) : '');
}

function grouped(number) {
  return number.toLocaleString('en');
}

let made = 0;

function unique(name) {
  made += 1;
  return `console-${name}-${made}`;
}
