// The reading functions of the real service, for the demo. Nothing is changed there: `force` is set where messages are
// read, because without it the service would move the account's cursor.

export async function* readLive(chatwork, token, options) {
  const call = async (name, ...args) => ({ name, result: await chatwork[name](token, ...args, options) });
  const first = async function* (list, field, use) {
    if (list.length > 0) yield* use(list[0][field]);
  };

  yield await call('getMe');
  yield await call('getMyStatus');
  yield await call('getMyTasks', {});
  yield await call('getContacts');
  yield await call('getIncomingRequests');
  const rooms = await call('getRooms');
  yield rooms;
  const room = (rooms.result.find(({ type }) => type === 'group') ?? rooms.result[0]).room_id;
  yield await call('getRoom', room);
  yield await call('getRoomMembers', room);
  yield await call('getRoomLink', room);
  const messages = await call('getRoomMessages', room, { force: true });
  yield messages;
  yield* first(messages.result, 'message_id', async function* (message) {
    yield await call('getRoomMessage', room, message);
  });
  const tasks = await call('getRoomTasks', room, {});
  yield tasks;
  yield* first(tasks.result, 'task_id', async function* (task) {
    yield await call('getRoomTask', room, task);
  });
  const files = await call('getRoomFiles', room, {});
  yield files;
  yield* first(files.result, 'file_id', async function* (file) {
    yield await call('getRoomFile', room, file, {});
  });
}
