// Posts the open tasks of a room to this room, the most urgent ones first.

import { createClient } from 'chatwork-wasm';
import { info, join, notation, picon, renderText } from 'chatwork-wasm/notation';

export default {
  // Where this rejects, Cloudflare lists the run as failed.
  async scheduled(controller, env) {
    const room = env.CHATWORK_ROOM_ID;
    const chatwork = createClient({ token: env.CHATWORK_API_TOKEN, baseUrl: env.CHATWORK_BASE_URL });
    const tasks = await chatwork.getRoomTasks(room, { status: 'open' });
    if (tasks.length === 0) return;
    const body = digest(tasks, controller.scheduledTime);
    // Nobody looks at the result: where the answer is lost, the library looks into the room before it posts again.
    await chatwork.postRoomMessage(room, { body }, { dedupe: true });
  },
};

function digest(tasks, now) {
  const sorted = tasks.toSorted((a, b) => dueAt(a) - dueAt(b));
  const title = `未完了のタスク / Open tasks: ${tasks.length}`;
  return info(title, join(sorted.map((task) => line(task, now))));
}

// `picon` shows who is to do it. It mentions nobody, so that no phone rings.
function line(task, now) {
  const due = dueAt(task) === Infinity ? '期限なし / no deadline' : DAY.format(dueAt(task));
  const warning = dueAt(task) < now && '⚠ ';
  return notation`${warning}${due} ${picon(task.account.account_id)} ${summary(task.body)}`;
}

// A string, in which nothing is a tag: a [To:…] or [toall] of the task would mention people again.
function summary(body) {
  const words = renderText(body).trim().replaceAll(/\s+/g, ' ');
  const letters = [...words];
  return letters.length > 80 ? `${letters.slice(0, 80).join('')}…` : words;
}

function dueAt({ limit_time: seconds }) {
  return seconds === 0 ? Infinity : seconds * 1000;
}

const DAY = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
});
