// Buttons that write tags, by the builders of the library.

import { code, hr, info, quote, raw, reply, to, toAll } from '../../chatwork-wasm/notation.js';
import { onConnection } from '../../connection.js';
import { both, element } from '../../element.js';

// Where the connection has no ids of accounts.
const ANYBODY = [{ account_id: 5, name: '佐藤' }];
const MESSAGE = { room_id: 300765432, message_id: '2176122104057640285' };

// `insert(make)` puts what `make` makes of the selected text in its place. Also gives the names of the accounts.
export function tagButtons(insert) {
  let people;
  const select = element('select');
  onConnection(({ accounts }) => {
    const known = accounts.filter(({ account_id: id }) => id);
    people = known.length > 0 ? known : ANYBODY;
    select.replaceChildren(...people.map(({ name }, index) => element('option', { value: index }, name)));
  });
  const person = () => people[select.value];
  const tags = [
    [both('宛先', 'To'), (text) => above(to(person().account_id, person().name), text)],
    [both('返信', 'Reply'), (text) => above(reply({ account: person(), ...MESSAGE }), text)],
    [both('全員', 'To all'), (text) => above(toAll(), text)],
    [both('囲み', 'Box'), (text) => info(title(), raw(text))],
    [both('引用', 'Quotation'), (text) => quote({ account: person(), send_time: now(), body: text })],
    [both('コード', 'Code'), (text) => code(text)],
    [both('区切り線', 'Line'), (text) => above(hr(), text)],
  ];
  const buttons = tags.map(([label, make]) => {
    return element('button', { type: 'button', onclick: () => insert((text) => String(make(text))) }, label);
  });
  const root = element(
    'div',
    { class: 'tags' },
    element('label', {}, both('相手', 'Person'), ' ', select),
    element('div', { class: 'choices' }, ...buttons),
  );
  return { root, names: () => new Map(people.map(({ account_id: id, name }) => [id, name])) };
}

function above(tag, text) {
  return `${tag}\n${text}`;
}

function title() {
  return document.documentElement.lang === 'ja' ? '見出し' : 'Title';
}

function now() {
  return Math.floor(Date.now() / 1000);
}
