// What exists in the world of a client: ids with names, the most likely one first.

const lists = {
  // All functions work in a group chat.
  room: async (chatwork) => {
    const rooms = await chatwork.getRooms();
    const isGroup = ({ type }) => type === 'group';
    const sorted = [...rooms.filter(isGroup), ...rooms.filter((room) => !isGroup(room))];
    return sorted.map(({ room_id: id, name }) => ({ id, name }));
  },
  message: async (chatwork, room) => {
    const messages = await chatwork.getRoomMessages(room, { force: true });
    const newest = messages.reverse();
    return newest.map(({ message_id: id, body, account }) => ({ id, name: start(body), by: account.account_id }));
  },
  task: async (chatwork, room) => {
    return (await chatwork.getRoomTasks(room)).map(({ task_id: id, body }) => ({ id, name: start(body) }));
  },
  file: async (chatwork, room) => {
    return (await chatwork.getRoomFiles(room)).map(({ file_id: id, filename: name }) => ({ id, name }));
  },
  request: async (chatwork) => {
    return (await chatwork.getIncomingRequests()).map(({ request_id: id, name }) => ({ id, name }));
  },
  account: async (chatwork, room) => {
    const people = await (room === undefined ? chatwork.getContacts() : chatwork.getRoomMembers(room));
    return people.map(({ account_id: id, name, role }) => ({ id, name, role }));
  },
  me: async (chatwork) => {
    const { account_id: id, name } = await chatwork.getMe();
    return [{ id, name }];
  },
};

export class Known {
  #client;
  #lists = new Map();

  constructor(client) {
    this.#client = client;
  }

  // Each list is asked for once, until `forget`; again where it could not be had.
  list(kind, room) {
    const key = `${kind} ${room}`;
    if (!this.#lists.has(key)) {
      const list = lists[kind](this.#client, room);
      list.catch(() => this.#lists.delete(key));
      this.#lists.set(key, list);
    }
    return this.#lists.get(key);
  }

  // A call may have changed anything.
  forget() {
    this.#lists.clear();
  }
}

function start(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
