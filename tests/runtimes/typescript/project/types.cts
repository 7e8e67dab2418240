// The same through `require`.

import chatwork = require('chatwork-wasm');
import markdown = require('chatwork-wasm/markdown');
import notation = require('chatwork-wasm/notation');
import slim = require('chatwork-wasm/slim');

slim.init({});
const body: notation.Notation = notation.info('a', markdown.fromMarkdown('b'));
void chatwork.postRoomMessage('t', 1, { body });

export async function all(): Promise<chatwork.Message[]> {
  const client: chatwork.Client = chatwork.createClient({ token: 't' });
  const me: chatwork.Me = await chatwork.getMe('t');
  const thrown: unknown = me;
  if (thrown instanceof chatwork.ChatworkApiError) void thrown.status;
  // @ts-expect-error no such word
  void client.putRoomTaskStatus(1, 2, { body: 'closed' });
  // @ts-expect-error no such function
  void chatwork.getMessages;
  return client.getRoomMessages(me.room_id, { force: true });
}
