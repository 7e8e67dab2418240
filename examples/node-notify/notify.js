// Posts how a CI run went: node notify.js success
// Ends with 0 when the message stands in the room, else with 1.

import { postRoomMessage } from 'chatwork-wasm';
import { info } from 'chatwork-wasm/notation';

const RESULTS = new Map([
  ['success', '✅ 成功 / passed'],
  ['failure', '❌ 失敗 / failed'],
  ['cancelled', '⚪ 中止 / cancelled'],
]);

const { env } = process;

try {
  const result = RESULTS.get(process.argv[2]);
  if (result === undefined) throw new Error(`usage: node notify.js ${[...RESULTS.keys()].join('|')}`);
  const [token, room] = ['CHATWORK_API_TOKEN', 'CHATWORK_ROOM_ID'].map(setting);
  // Where the answer is lost, the library looks into the room before it posts again; all this takes a minute at most.
  const options = { baseUrl: env.CHATWORK_BASE_URL, dedupe: true, deadline: 60_000 };
  const { message_id: id } = await postRoomMessage(token, room, { body: message(result) }, options);
  console.log(`posted to https://www.chatwork.com/#!rid${room}-${id}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function setting(name) {
  if (!env[name]) throw new Error(`set ${name}`);
  return env[name];
}

// Strings are mere text in `info`: whoever writes [toall] into a commit or calls a branch so mentions nobody.
function message(result) {
  const title = `${result}: ${env.GITHUB_REPOSITORY} ${env.GITHUB_WORKFLOW}`;
  const what = `${env.GITHUB_REF_NAME} ${env.GITHUB_SHA?.slice(0, 7)} (${env.GITHUB_ACTOR})`;
  // There is none where a pull request or a schedule has started the run.
  const commit = env.COMMIT_MESSAGE?.split('\n')[0];
  const run = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`;
  return info(title, [what, commit, run].filter(Boolean).join('\n'));
}
