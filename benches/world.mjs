// The local Chatwork to call: 100 rooms, of which one has 100 messages, and limits that nobody reaches.

import { startEmulator } from './local.mjs';
import { MESSAGES } from './texts.mjs';

export const TOKEN = 'token-of-the-benchmark';
export const ROOM = 1001;

const ME = 101;
const COUNT = 100;

const members = [
  { account_id: ME, role: 'admin' },
  { account_id: 102, unread: 3 },
];

const WORLD = {
  // A client on npm puts what it posts into the address, where the service no longer reads it.
  settings: { limits: { requests: 1_000_000_000, posts_seconds: 0 }, form_only: false },
  accounts: [
    { account_id: ME, name: '佐藤 健', token: TOKEN },
    { account_id: 102, name: 'Tran Lan', token: 'token-of-a-colleague' },
  ],
  rooms: [
    { room_id: ROOM - 1, type: 'my', name: 'マイチャット', members: [{ account_id: ME, role: 'admin' }] },
    ...Array.from({ length: COUNT - 1 }, (_, index) => ({
      room_id: ROOM + index,
      type: 'group',
      name: `プロジェクト ${index + 1} 開発チーム`,
      description: '',
      members,
      messages: index > 0 ? [] : Array.from({ length: COUNT }, messageAt),
    })),
  ],
};

// The emulator, with a `reset` that forgets what was posted since: it would go on to grow.
export async function startWorld() {
  const { baseUrl, control, stop } = await startEmulator();
  const reset = () => control('/reset', { method: 'POST', world: WORLD });
  await reset();
  return { baseUrl, reset, stop };
}

function messageAt(_, index) {
  return { account_id: 102, body: MESSAGES[index % MESSAGES.length], time: (index - COUNT) * 60 };
}
