// What is soaked: a process of Node, and a Worker in workerd. Both carry out batches and say what stands in them.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { program } from '../runtimes/programs.mjs';
import { packageIn, serveWorker } from '../runtimes/workerd/workerd.mjs';
import { inspect } from './inspector.mjs';

const DATE = '2026-11-17';

// What one request to a Worker carries out, and how many there are at once.
const PER_REQUEST = 16;
const REQUESTS = 8;

export async function startNode(project, { baseUrl }, signal) {
  const child = fork(join(project, 'on-node.mjs'), [], { cwd: project, execArgv: ['--expose-gc'], signal });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`Node ended with ${code}`)));
  ended.catch(() => {});
  let answered;
  child.on('message', (answer) => answered(answer));
  const ask = (question) => {
    child.send(question);
    const answer = new Promise((resolve) => {
      answered = resolve;
    });
    return Promise.race([answer, ended]);
  };
  return {
    name: `Node ${process.versions.node}`,
    carryOut: (scripts, roll) => ask({ scripts, inFlight: 16 + roll(49), baseUrl }),
    figures: () => ask({}),
  };
}

export async function startWorkerd(project, { baseUrl }, signal) {
  const { version } = program('workerd');
  let warnings = 0;
  let inspector;
  let pid;
  const onLine = (line, child) => {
    ({ pid } = child);
    if (line.startsWith('{"event":"listen-inspector"')) inspector = `127.0.0.1:${JSON.parse(line).port}`;
    // With a flag of V8, workerd cannot use what it compiled without.
    if (!line.startsWith('{"event"') && !line.includes('compile cache failed')) {
      warnings += 1;
      console.error(line);
    }
  };
  const modules = ['worker.mjs', 'carry.mjs', 'counts.mjs', ...packageIn(project)];
  const worker = await serveWorker(project, {
    modules,
    date: DATE,
    bindings: { BASE_URL: baseUrl },
    options: ['--inspector-addr=127.0.0.1:0'],
    // The collection that the inspector offers never begins.
    v8Flags: ['--expose-gc'],
    signal,
    onLine,
  });
  const post = async (scripts, leaving) => {
    const response = await fetch(worker, { method: 'POST', body: JSON.stringify(scripts), signal: leaving });
    const text = await response.text();
    if (!response.ok) throw new Error(`the Worker answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  return {
    name: `workerd ${version}`,

    async carryOut(scripts, roll) {
      const parts = [];
      for (let at = 0; at < scripts.length; at += PER_REQUEST) parts.push(scripts.slice(at, at + PER_REQUEST));
      const ends = [];
      const queue = parts.values();
      const work = async () => {
        for (const part of queue) {
          const leaving = roll(25) === 0 ? AbortSignal.timeout(1 + roll(300)) : undefined;
          try {
            ends.push(...(await post(part, leaving)));
          } catch (error) {
            if (!leaving?.aborted) throw error;
            ends.push(...part.map(({ index }) => ({ index, end: 'left' })));
          }
        }
      };
      await Promise.all(Array.from({ length: REQUESTS }, work));
      return ends;
    },

    async figures() {
      // What is collected late, as what finalizers hold, is collected the next time.
      let own;
      for (let round = 0; round < 4; round += 1) {
        await pause(20);
        own = await (await fetch(worker)).json();
      }
      const usage = await inspect(inspector, (send) => send('Runtime.getHeapUsage'));
      const { usedSize: heap, backingStorageSize: external } = usage;
      return { ...own, heap, external, rss: memoryOf(pid), warnings };
    },
  };
}

// On Linux only, where a file tells it.
function memoryOf(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
  } catch {
    return undefined;
  }
}
