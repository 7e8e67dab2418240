// A process of its own for what looks at its memory: nothing else has been loaded there, and it can collect garbage.

import { fork } from 'node:child_process';
import { once } from 'node:events';

// What a file answers to a task.
export async function inChild(file, task, flags = []) {
  const child = fork(new URL(file, import.meta.url), { execArgv: ['--expose-gc', ...flags] });
  child.send(task);
  const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit').then(failed)]);
  child.disconnect();
  return answer;
}

// The other end.
export async function answer(work) {
  const [task] = await once(process, 'message');
  process.send(await work(task));
}

function failed([code]) {
  throw new Error(`a process that measures memory ended early (${code})`);
}
