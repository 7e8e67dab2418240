// What exists in the world of a client: ids with names, the most likely one first.

export class Known {
  #client;
  #lists = new Map();

  constructor(client) {
    this.#client = client;
  }

  // Each list is asked for once, until `forget`.
  list(kind, room) {
    const key = `${kind} ${room}`;
    if (!this.#lists.has(key)) this.#lists.set(key, this.#load(kind, room));
    return this.#lists.get(key);
  }

  // A call may have changed anything.
  forget() {
    this.#lists.clear();
  }

  async #load(kind, room) {
    const chatwork = this.#client;
    switch (kind) {
      case 'room': {
        const rooms = await chatwork.getRooms();
        // All functions work in a group chat.
        const isGroup = ({ type }) => type === 'group';
        return [...rooms.filter(isGroup), ...rooms.filter((each) => !isGroup(each))].map((each) => {
          return { id: each.room_id, name: each.name };
        });
      }
      case 'message': {
        const messages = await chatwork.getRoomMessages(room, { force: true });
        return messages.reverse().map(({ message_id: id, body, account }) => ({ id, name: start(body), by: account.account_id }));
      }
      case 'task': {
        return (await chatwork.getRoomTasks(room)).map(({ task_id: id, body }) => ({ id, name: start(body) }));
      }
      case 'file': {
        return (await chatwork.getRoomFiles(room)).map(({ file_id: id, filename }) => ({ id, name: filename }));
      }
      case 'request': {
        return (await chatwork.getIncomingRequests()).map(({ request_id: id, name }) => ({ id, name }));
      }
      case 'account': {
        const people = room === undefined ? await chatwork.getContacts() : await chatwork.getRoomMembers(room);
        return people.map(({ account_id: id, name, role }) => ({ id, name, role }));
      }
      case 'me': {
        const { account_id: id, name } = await chatwork.getMe();
        return [{ id, name }];
      }
    }
  }
}

function start(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
