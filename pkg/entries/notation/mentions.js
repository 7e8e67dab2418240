// Whom a message addresses, and what comes with it.

import { attachments, mentions, replies } from '#notation';
import { start } from '#notation/start';
import { idOf, messageText } from './arguments.js';
import { filled } from './tree.js';

export function mentionsOf(message) {
  return found(mentions, messageText('mentionsOf', 'message', message));
}

export function isMentioned(message, accountId) {
  const id = idOf('isMentioned', 'accountId', accountId);
  const addressed = found(mentions, messageText('isMentioned', 'message', message));
  return addressed.some(({ type, accountId }) => type === 'toAll' || accountId === id);
}

export function repliesTo(message) {
  return found(replies, messageText('repliesTo', 'message', message));
}

export function attachmentsOf(message) {
  return found(attachments, messageText('attachmentsOf', 'message', message));
}

function found(find, source) {
  start();
  return filled(find(source), source);
}
