// What others check of a package before they trust it.

import { run } from '../processes.mjs';
import { script, versionOf } from '../programs.mjs';

export async function rows(harness) {
  await harness.check(`publint ${versionOf('publint')} has nothing to say`, async () => {
    await run(process.execPath, [script('publint'), '--strict', harness.tarball]);
  });
  const attw = '@arethetypeswrong/cli';
  await harness.check(`${attw} ${versionOf(attw)} has nothing to say`, async () => {
    // Neither a wasm module nor `cloudflare:workers` can be required, and nothing can say so in the manifest.
    const args = [harness.tarball, '--exclude-entrypoints', 'chatwork.wasm', 'webhook.wasm', 'workers'];
    await run(process.execPath, [script(attw, 'attw'), ...args]);
  });
}
