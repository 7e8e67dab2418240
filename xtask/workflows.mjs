// What GitHub would refuse only when it runs: node workflows.mjs

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const folder = join(import.meta.dirname, '../.github/workflows');

for (const name of readdirSync(folder)) {
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { strict: true, uniqueKeys: true });
  assert.deepEqual([...document.errors, ...document.warnings], [], name);
  const workflow = document.toJS();
  // Nothing may be done that is not named here.
  assert.ok(workflow.permissions, `${name} takes the permissions that happen to be the default`);
  for (const [id, job] of Object.entries(workflow.jobs)) {
    const where = `${name}, ${id}`;
    assert.ok(job['runs-on'] && job['timeout-minutes'], where);
    for (const needed of [job.needs ?? []].flat()) assert.ok(Object.hasOwn(workflow.jobs, needed), `${where} needs ${needed}`);
    for (const step of job.steps) {
      assert.equal(Object.hasOwn(step, 'uses') + Object.hasOwn(step, 'run'), 1, `${where}: ${JSON.stringify(step)}`);
      if (step.uses) assert.match(step.uses, /^[\w-]+\/[\w-]+@(v\d+|[0-9a-f]{40})$/, where);
      // What others may have chosen, as the name of a branch, comes to a shell as a variable only.
      assert.doesNotMatch(step.run ?? '', /\$\{\{/, where);
    }
    // Who may sign runs no code that was not built and tested in a job that may not.
    if (job.permissions?.['id-token'] === 'write') {
      const runs = job.steps.map(({ run }) => run ?? '').join('\n');
      assert.doesNotMatch(runs, /cargo|npm (ci|install|run)|npx/, where);
    }
  }
}
