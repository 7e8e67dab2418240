// Writing messages. What is a string is text of others and made harmless; only what a builder made has tags.

import { contained, harmless, inCode } from '#notation';
import { start } from '#notation/start';
import { idOf, messageIdOf, messageText, misfit, optionsOf } from './arguments.js';
import { Notation, isNotation } from './notation.js';
import { enclosed } from './tree.js';

const HONORIFIC = 'さん';

const WITH_ROOM = 'the id of the room, which a message of the API does not tell: { ...message, room_id }';

// Of what is already written, as much as a bracket needs to meet the name of a tag.
const BEFORE = -32;

export function notation(strings, ...values) {
  if (!Array.isArray(strings?.raw)) throw misfit('notation', 'template', 'a template: notation`…`', strings);
  let written = strings[0];
  for (const [index, value] of values.entries()) {
    written = joined('notation', value, written) + strings[index + 1];
  }
  return new Notation(written);
}

export function text(value) {
  return new Notation(joined('text', value));
}

export function join(contents, separator = '\n') {
  if (!Array.isArray(contents)) throw misfit('join', 'contents', 'an array', contents);
  return new Notation(joined('join', contents.flatMap((content, index) => (index === 0 ? [content] : [separator, content]))));
}

export function raw(value) {
  return new Notation(messageText('raw', 'notation', value));
}

export function to(accountId, name, options) {
  const tag = enclosed({ type: 'to', accountId: idOf('to', 'accountId', accountId) });
  return new Notation(tag + called('to', name, options));
}

export function toAll() {
  return new Notation(enclosed({ type: 'toAll' }));
}

export function reply(message, name, options) {
  const { accountId, ...at } = messageOf('reply', message);
  if (at.roomId === undefined) throw misfit('reply', 'message.room_id', WITH_ROOM, undefined);
  const roomId = idOf('reply', 'message.room_id', at.roomId);
  const messageId = messageIdOf('reply', 'message.message_id', at.messageId);
  const tag = enclosed({ type: 'reply', accountId: idOf('reply', 'message.account', accountId), roomId, messageId });
  return new Notation(tag + called('reply', name ?? message.account?.name, options));
}

export function quote(message) {
  if (typeof message !== 'object' || message === null || isNotation(message) || Array.isArray(message)) {
    return new Notation(enclosed({ type: 'quote' }, joined('quote', message)));
  }
  const { accountId, time, body } = messageOf('quote', message);
  const meta = { accountId: idOf('quote', 'message.account', accountId), time };
  if (time !== undefined && !(Number.isSafeInteger(time) && time >= 0)) {
    throw misfit('quote', 'message.send_time', 'whole Unix seconds', time);
  }
  start();
  return new Notation(enclosed({ type: 'quote', ...meta }, contained(messageText('quote', 'message.body', body))));
}

export function info(title, ...content) {
  const heading = joined('info', title);
  const before = heading === '' ? '' : enclosed({ type: 'title' }, heading);
  return new Notation(enclosed({ type: 'info' }, before + joined('info', content)));
}

export function code(source) {
  if (typeof source !== 'string') throw misfit('code', 'source', 'a string', source);
  start();
  return new Notation(enclosed({ type: 'code' }, inCode(source)));
}

export function hr() {
  return new Notation(enclosed({ type: 'hr' }));
}

export function picon(accountId) {
  return new Notation(enclosed({ type: 'picon', accountId: idOf('picon', 'accountId', accountId) }));
}

export function piconname(accountId) {
  return new Notation(enclosed({ type: 'piconname', accountId: idOf('piconname', 'accountId', accountId) }));
}

export function pname(accountId) {
  return new Notation(enclosed({ type: 'pname', accountId: idOf('pname', 'accountId', accountId) }));
}

// Content behind what is already written.
function joined(name, content, before = '') {
  if (content === undefined || content === null || content === false) return before;
  if (Array.isArray(content)) return content.reduce((written, each) => joined(name, each, written), before);
  if (isNotation(content)) return before + content.text;
  if (!['string', 'number', 'bigint'].includes(typeof content)) {
    throw misfit(name, 'content', 'strings, numbers, notation, or arrays of these', content);
  }
  start();
  return before + harmless(`${content}`, before.slice(BEFORE));
}

// The name behind a tag, as the service writes it. A line break would end it.
function called(name, person, options) {
  const { honorific = HONORIFIC } = optionsOf(name, options, ['honorific']);
  const shown = joined(name, person);
  if (shown === '') return '';
  const lines = joined(name, honorific, shown).split(/[\r\n]+/);
  return ` ${lines.map((line) => line.trim()).join(' ')}`;
}

// A message of the API, or the event of a webhook.
function messageOf(name, message) {
  if (typeof message !== 'object' || message === null) {
    throw misfit(name, 'message', 'a message of the API, or the event of a webhook', message);
  }
  return {
    accountId: message.account?.account_id ?? message.account_id ?? message.from_account_id,
    roomId: message.room_id,
    messageId: message.message_id,
    time: message.send_time ?? undefined,
    body: message.body,
  };
}
