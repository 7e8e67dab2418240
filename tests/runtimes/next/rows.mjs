// Route handlers of Next.js, in its Node runtime and in its edge runtime.

import assert from 'node:assert/strict';
import { run, serve } from '../processes.mjs';
import { script, versionOf } from '../programs.mjs';

export async function rows(harness) {
  const project = await harness.project('next');
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CI: 'true' };
  const version = versionOf('next');
  await run(process.execPath, [script('next'), 'build'], { cwd: project, env });

  for (const command of ['start', 'dev']) {
    for (const runtime of ['node', 'edge']) {
      const row = { runtime: 'Next.js', version, how: `\`next ${command}\` (${runtime})` };
      await harness.row(row, async ({ token, ...rest }, signal) => {
        const args = [script('next'), command, '--hostname', '127.0.0.1', '--port', '0'];
        const server = await serve(process.execPath, args, {
          cwd: project,
          env: { ...env, CHATWORK_API_TOKEN: token },
          signal,
          ready: (line) => line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0],
        });
        const response = await fetch(`${server}/${runtime}`, { method: 'POST', body: JSON.stringify(rest), signal });
        assert.equal(await response.text(), 'reported');
      });
    }
  }
}
