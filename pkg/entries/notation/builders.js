// Writing messages. What is a string is text of others; only what a builder made has tags.

import { contained, inCode } from '#notation';
import { start } from '#notation/start';
import { idOf, messageIdOf, messageText, misfit, optionsOf } from './arguments.js';
import { Writing, isNothing, written } from './content.js';
import { Notation, isNotation } from './notation.js';
import { enclosed } from './tree.js';

const HONORIFIC = 'さん';

// In seconds the year 5138, in milliseconds 1973.
const MILLISECONDS = 100_000_000_000;

const AUTHOR = 'the id of its author: account.account_id, account_id or from_account_id';

const WITH_ROOM = 'the id of the room, which a message of the API does not tell: { ...message, room_id }';

export function notation(template, ...values) {
  if (!Array.isArray(template) || !Array.isArray(template.raw)) throw misfit('notation', 'template', 'a template: notation`…`', template);
  const writing = new Writing('notation');
  for (const [index, literal] of template.entries()) {
    // An escape that is none, as `\u`, has only its source.
    writing.addNotation(literal ?? template.raw[index]);
    writing.add(values[index]);
  }
  return new Notation(writing.finish());
}

export function text(value) {
  return new Notation(written('text', value));
}

export function join(contents, separator = '\n') {
  if (!Array.isArray(contents)) throw misfit('join', 'contents', 'an array', contents);
  const given = contents.filter((content) => !isNothing(content));
  const parted = given.map((content, index) => (index === 0 ? content : [separator, content]));
  return new Notation(written('join', parted));
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
    return new Notation(enclosed({ type: 'quote' }, written('quote', message)));
  }
  const { accountId, time, body } = messageOf('quote', message);
  if (time !== undefined && !(Number.isInteger(time) && time >= 0 && time < MILLISECONDS)) {
    throw misfit('quote', 'message.send_time', 'whole Unix seconds, not milliseconds', time);
  }
  start();
  const meta = { accountId: idOf('quote', 'message.account', accountId), time };
  return new Notation(enclosed({ type: 'quote', ...meta }, contained(messageText('quote', 'message.body', body))));
}

export function info(title, ...content) {
  const heading = written('info', title);
  const before = heading === '' ? '' : enclosed({ type: 'title' }, heading);
  return new Notation(enclosed({ type: 'info' }, before + written('info', content)));
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

// The name behind a tag, as the service writes it. A line break would end it.
function called(name, person, options) {
  const { honorific } = optionsOf(name, options, ['honorific']);
  if (written(name, person) === '') return '';
  const lines = written(name, person, honorific ?? HONORIFIC).split(/[\r\n]+/);
  return ` ${lines.map((line) => line.trim()).join(' ')}`;
}

// A message of the API, or the event of a webhook.
function messageOf(name, message) {
  if (typeof message !== 'object' || message === null) {
    throw misfit(name, 'message', 'a message of the API, or the event of a webhook', message);
  }
  const accountId = message.account?.account_id ?? message.account_id ?? message.from_account_id;
  if (accountId === undefined) throw misfit(name, 'message.account', AUTHOR, accountId);
  return {
    accountId,
    roomId: message.room_id,
    messageId: message.message_id,
    time: message.send_time ?? undefined,
    body: message.body,
  };
}
