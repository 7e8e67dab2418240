// The types of messages.

import { type Message, type MentionToMeEvent, postRoomMessage, type Text, webhookHandler } from 'chatwork-wasm';
import { fromMarkdown } from 'chatwork-wasm/markdown';
import {
  attachmentsOf,
  code,
  type Content,
  hr,
  info,
  isMentioned,
  mentionsOf,
  notation,
  type Notation,
  type NotationNode,
  parseNotation,
  picon,
  quote,
  raw,
  renderHtml,
  renderMarkdown,
  renderText,
  type RenderOptions,
  repliesTo,
  reply,
  splitMessage,
  stringifyNotation,
  text,
  to,
  toAll,
} from 'chatwork-wasm/notation';

export async function answer(event: MentionToMeEvent['webhook_event'], message: Message): Promise<void> {
  const body: Notation = notation`${reply(event)} ${[hr(), 'a', 1, 2n, null, undefined, false]} ${quote(message)}`;
  await postRoomMessage('t', event.room_id, { body });
  await postRoomMessage('t', event.room_id, { body: `${body}` });
  const given: Text = body;
  for (const part of splitMessage(given, 1000)) await postRoomMessage('t', event.room_id, { body: part });
  reply({ ...message, room_id: 1 }, 'a', { honorific: '' });
  info('a', code('b'), picon(1), [to('1', 'c'), toAll()]);
  raw('[hr]').toString();
  text(fromMarkdown('a', { mentions: { a: 1, b: '2', c: 3n } }));
  fromMarkdown('a', { mentions: new Map([['a', 1]]) });
}

// As in the README: the kind of the events is that of `events`.
export const fetch = webhookHandler({
  token: 't',
  events: ['mention_to_me'],
  onEvent({ webhook_event: event }) {
    const isToBot = mentionsOf(event.body).some(({ type, accountId }) => type === 'to' && accountId === event.to_account_id);
    return isToBot && answer(event, { ...event, account: { account_id: 1, name: '', avatar_image_url: '' } });
  },
});

export function read(message: Message): string[] {
  const tree: NotationNode[] = parseNotation(message.body);
  const mentioned: boolean = isMentioned(message.body, 1);
  const options: RenderOptions = { names: new Map([[1, 'a']]), language: 'en', utcOffset: 0 };
  renderText(message.body, { names: { 1: 'a' } });
  renderHtml(message.body, { names: (id: number) => (id === 1 ? 'a' : undefined) });
  renderMarkdown(stringifyNotation(tree), options);
  for (const { fileId, name } of attachmentsOf(message.body)) void `${fileId.toFixed()} ${name?.length}`;
  for (const { messageId } of repliesTo(message.body)) void messageId?.length;
  const [first] = mentionsOf(message.body);
  if (first?.type === 'to') void first.accountId.toFixed();
  return tree.map((node) => (mentioned && node.type === 'quote' ? `${node.time} ${node.children.length}` : node.type));
}

// @ts-expect-error an object is no content
const wrong: Content = {};
// @ts-expect-error there is no such language
renderText('', { language: 'fr' });
// @ts-expect-error the body is a text
postRoomMessage('t', 1, { body: hr });
// @ts-expect-error who is answered
reply({});
// @ts-expect-error no room
reply({ message_id: '1', account_id: 1 });
// @ts-expect-error no author
quote({ body: '' });
// @ts-expect-error a time without an author
stringifyNotation([{ type: 'quote', time: 5, children: [] }]);
// @ts-expect-error no such node
stringifyNotation([{ type: 'bold' }]);

export { wrong };
