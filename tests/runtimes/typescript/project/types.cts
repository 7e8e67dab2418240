// The same through `require`.

import chatwork = require('chatwork-wasm');
import slim = require('chatwork-wasm/slim');

slim.init({});

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
