// Every exit code, by what really leads to it; and what is said of wrong command lines.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { ended } from './commands.mjs';

export async function ends(commands, { closedUrl, control, room }) {
  const put = (path, body) => fetch(`${control}${path}`, { method: 'PUT', body: JSON.stringify(body) });
  const fault = async (rule) => {
    await fetch(`${control}/faults`, { method: 'DELETE' });
    await fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify(rule) });
  };
  const check = checking(commands);
  const post = ['postRoomMessage', room, '--body', 'x'];
  const environment = (changed) => ({ env: changed });

  await check(0, /^$/, ['getMe']);
  assert.match(await check(0, /^$/, ['--version']), /^\d+\.\d+\.\d+\n$/);

  await check(0, /"x-chatworktoken":"\*\*\*"/, ['getMe', '--verbose']);

  // 1: the service has refused, nobody answers, or only reading failed.
  await check(1, /^getRoom: 403/, ['getRoom', '1']);
  await check(1, /^getMe: 401/, ['getMe'], environment({ CHATWORK_API_TOKEN: 'marker-of-a-token' }));
  await check(1, /^getRoom: 403, .*\nこのルームでの権限/, ['getRoom', '1'], environment({ LANG: 'ja_JP.UTF-8' }));
  await check(
    1,
    /^getMe: no complete answer/,
    ['getMe', '--retries', '0'],
    environment({ CHATWORK_BASE_URL: closedUrl }),
  );
  await fault({ path: '/v2/me', reset: true, times: 9 });
  await check(1, /^getMe: no complete answer/m, ['getMe', '--retries', '0']);

  // A second time does no harm.
  await check(1, /a second time does no harm/, ['getMe', '--retries', '1', '--verbose']);
  const japanese = await commands.run(['getMe', '--retries', '1'], { env: { LANG: 'ja_JP.UTF-8' } });
  assert.match(japanese.err, /^getMe: 応答を最後まで受け取れませんでした .*\n\d+ 秒後に送り直します。\n/);
  await fetch(`${control}/faults`, { method: 'DELETE' });

  await check(2, /Usage/, []);
  assert.match(await check(0, /^$/, ['help', 'getMe']), /^Usage: chatwork-wasm getMe/);
  assert.match(await check(0, /^$/, ['-v']), /^\d+\.\d+\.\d+\n$/);

  // 3: the token.
  await check(3, /There is no API token/, ['getMe'], environment({ CHATWORK_API_TOKEN: undefined }));
  await check(3, /empty/, ['getMe'], environment({ CHATWORK_API_TOKEN: '' }));
  await check(3, /at its end/, ['getMe'], environment({ CHATWORK_API_TOKEN: 'marker-of-a-token\n' }));
  await check(3, /no token has/, ['getMe'], environment({ CHATWORK_API_TOKEN: 'marker of-a-token' }));

  // 4: nobody knows, and a second time would do harm.
  await fault({ path: '/rooms/*/messages', method: 'POST', when: 'after', reset: true, times: 9 });
  await check(4, /^postRoomMessage: .*may have been carried out/, post);
  await fault({ path: '/rooms/*/messages', method: 'POST', when: 'after', respond: { status: 200, body: '<html>' } });
  await check(4, /It was carried out, and only its result is lost/, post);
  await fault({ path: '/rooms/*/messages', reset: true, times: 9 });
  await check(4, /--force/, ['getRoomMessages', room]);
  await check(1, /no complete answer/, ['getRoomMessages', room, '--force', '--retries', '0']);
  await fetch(`${control}/faults`, { method: 'DELETE' });

  // 75: both limits.
  await put('/settings', { limits: { enabled: true, requests: 300, posts: 1, posts_seconds: 60 } });
  const early = ['--rate-limit', 'reject'];
  const { message_id: first } = await commands.json([...post, ...early]);
  assert.match(first, /^\d+$/);
  await check(75, /^postRoomMessage: 429, .*It can be repeated in \d+ s\.$/m, [...post, ...early]);
  await check(75, /^postRoomMessage: 429/m, [...post, '--max-wait', '1']);
  await put('/settings', { limits: { enabled: true, requests: 1, requests_seconds: 300 } });
  await commands.run(['getMe', ...early]);
  await check(75, /^getMe: 429/, ['getMe', ...early]);
  await put('/settings', { limits: { enabled: false } });

  // Whoever reads has seen enough.
  const piped = commands.start(['getRooms']);
  piped.stdout.destroy();
  const [[code], err] = await Promise.all([once(piped, 'close'), said(piped)]);
  assert.deepEqual([code, err], [0, '']);

  // 130: Ctrl-C, and a post that may have arrived.
  await fault({ path: '/rooms/*/messages', method: 'POST', hang: true });
  const posting = commands.start(post);
  await until(async () => (await (await fetch(`${control}/requests`)).json()).at(-1)?.fault !== undefined);
  posting.kill('SIGINT');
  const { code: interrupted, err: why } = await ended(posting);
  assert.equal(interrupted, 130);
  assert.match(why, /may have arrived/);
}

export async function mistakes(commands, { room }) {
  const check = checking(commands);
  const post = ['postRoomMessage', room, '--body', 'x'];
  // No word of a wrong line is shown: it may be a token.
  const secret = 'e0e0e0e0marker0of0a0token0e0e0e0';
  await check(2, /Did you mean `getRooms`\?/, ['getRoms']);
  await check(2, /no such command\.\n/, [secret]);
  await check(2, /stand behind it\.\n/, ['--table', 'getRooms']);
  await check(2, /Did you mean `--force`\?\nSee chatwork-wasm getRoomMessages --help/, [
    'getRoomMessages',
    room,
    '--forse',
  ]);
  await check(2, /CHATWORK_API_TOKEN/, ['getMe', '--token', secret]);
  await check(2, /CHATWORK_API_TOKEN/, ['getMe', `--api-token=${secret}`]);
  await check(2, /Usage: chatwork-wasm getMe/, ['getMe', secret]);
  await check(2, /ROOM_ID must be an id/, ['getRoom', secret]);
  await check(2, /--body TEXT is needed/, ['postRoomMessage', room]);
  await check(2, /--body needs a value/, ['postRoomMessage', room, '--body']);
  await check(2, /--status must be one of open, done/, ['getMyTasks', '--status', 'opn']);
  await check(2, /--force is written/, ['getRoomMessages', room, '--force=yes']);
  await check(2, /only once/, [...post, '--body', 'y']);
  await check(2, /with its offset/, ['postRoomTasks', room, '--body', 'x', '--to_ids', '1', '--limit', '2030-01-31']);
  await check(2, /Only one of them/, ['postRoomFiles', room, '--file', '-', '--message', '-', '--filename', 'x'], {
    input: 'x',
  });
  await check(2, /--filename NAME/, ['postRoomFiles', room, '--file', '-'], { input: 'x' });
  const nowhere = ['postRoomFiles', room, '--file', 'nowhere.bin'];
  await check(2, /nowhere\.bin cannot be read \(there is nothing of that name\)/, nowhere);
  await check(2, /--base-url must be an absolute https URL/, ['getMe', '--base-url', 'http://example.com/v2']);
  await check(2, /^notify: --to must be an id/, ['notify', room, '--title', 'x', '--to', 'hana']);
  await check(2, /--timeout must be a whole number of milliseconds/, ['getMe', '--timeout', 'soon']);
  for (const to of ['', ',']) await check(2, /^notify: --to must be/, ['notify', room, '--title', 'x', '--to', to]);
  await check(2, /^--title must be text of at least 1 character/, ['notify', room, '--title', '']);
  await check(2, /^--title and --body are too long/, ['notify', room, '--title', 'x'.repeat(65_530)]);
  for (const day of ['2030-02-31', '2030-04-31', '2029-02-29']) {
    const until = ['--limit', `${day}T00:00Z`];
    await check(2, /--limit must be Unix/, ['postRoomTasks', room, '--body', 'x', '--to_ids', '1', ...until]);
  }
  // In Japanese no word is English that somebody did not type.
  for (const args of [
    ['getMe', '--base-url', 'http://example.com/v2'],
    ['getMe', '--retries', '101'],
    ['getMe', '--lang', 'fr'],
    ['sync', room, '--fastest', '10'],
    ['getRoom', 'x'],
  ]) {
    const { code, err } = await commands.run(args, { env: { LANG: 'ja_JP.UTF-8' } });
    assert.equal(code, 2, err);
    assert.doesNotMatch(err.split('\n')[0], /[a-z]+ [a-z]+|です \(/, err);
    assert.match(err, /何も送信していません。\n/);
  }
  await check(2, /--lang must be one of ja, en/, ['getMe', '--lang', 'fr']);
}

function checking(commands) {
  return async (code, said, args, more) => {
    const { code: real, out, err } = await commands.run(args, more);
    assert.deepEqual([real, code === 0 ? '' : out], [code, ''], `${args.join(' ')}: ${out}${err}`);
    assert.match(err, said, args.join(' '));
    return out;
  };
}

async function said(child) {
  let all = '';
  for await (const chunk of child.stderr) all += chunk;
  return all;
}

async function until(isSo) {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}
