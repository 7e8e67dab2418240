// Every function once, in the order of the official reference, with arguments that a seeded account can use.

// How many they are.
export const FUNCTIONS = 32;

export async function* callAll(chatwork, token, options) {
  const call = async (name, ...args) => ({ name, args, result: await chatwork[name](token, ...args, options) });

  const me = yield* step(call('getMe'));
  yield* step(call('getMyStatus'));
  yield* step(call('getMyTasks', { status: 'open' }));
  const contacts = yield* step(call('getContacts'));
  yield* step(call('getRooms'));
  const colleague = contacts[0].account_id;
  const { room_id: room } = yield* step(
    call('postRooms', { name: '新しい部屋', members_admin_ids: [me.account_id], members_member_ids: [String(colleague)] }),
  );
  yield* step(call('getRoom', room));
  yield* step(call('putRoom', room, { name: '開発の部屋 & 雑談', description: '説明\n2 行目', icon_preset: 'star' }));
  yield* step(call('getRoomMembers', room));
  yield* step(
    call('putRoomMembers', room, { members_admin_ids: me.account_id, members_readonly_ids: `${colleague}` }),
  );
  yield* step(call('getRoomMessages', room, { force: true }));
  const { message_id: message } = yield* step(
    call('postRoomMessage', room, { body: `[To:${colleague}] さん\n100% & 1+1=2 (bow) 🍣`, self_unread: true }),
  );
  yield* step(call('putRoomMessagesRead', room, { message_id: message }));
  yield* step(call('putRoomMessagesUnread', room, { message_id: message }));
  yield* step(call('getRoomMessage', room, message));
  yield* step(call('putRoomMessage', room, BigInt(message), { body: '書き直しました' }));
  yield* step(call('deleteRoomMessage', room, message));
  yield* step(call('getRoomTasks', room, { account_id: me.account_id, status: 'open' }));
  const { task_ids: tasks } = yield* step(
    call('postRoomTasks', room, { body: '資料を作る', to_ids: [me.account_id], limit: new Date('2030-01-01'), limit_type: 'date' }),
  );
  yield* step(call('getRoomTask', room, tasks[0]));
  yield* step(call('putRoomTaskStatus', room, tasks[0], { body: 'done' }));
  yield* step(call('getRoomFiles', room, { account_id: me.account_id }));
  const file = new TextEncoder().encode('ファイルの中身');
  const { file_id } = yield* step(call('postRoomFiles', room, { file, filename: '議事録 (1).txt', message: '議事録です' }));
  yield* step(call('getRoomFile', room, file_id, { create_download_url: true }));
  yield* step(call('getRoomLink', room));
  const link = `demo-${room}`;
  yield* step(call('postRoomLink', room, { code: link, need_acceptance: true, description: '参加ページ' }));
  yield* step(call('putRoomLink', room, { code: `${link}_2`, need_acceptance: false }));
  yield* step(call('deleteRoomLink', room));
  const requests = yield* step(call('getIncomingRequests'));
  yield* step(call('putIncomingRequests', requests[0].request_id));
  yield* step(call('deleteIncomingRequest', requests[1].request_id));
  yield* step(call('deleteRooms', room, { action_type: 'delete' }));
}

// Hands out what was called, and goes on with what was answered.
async function* step(called) {
  const done = await called;
  yield done;
  return done.result;
}
