// What others check of a package before they trust it.

import { run } from '../processes.mjs';
import { script, versionOf } from '../programs.mjs';

export async function rows(harness) {
  for (const [tool, command, args] of [
    ['publint', 'publint', ['--strict', harness.tarball]],
    // A wasm module cannot be required, and nothing can say so in the manifest.
    ['@arethetypeswrong/cli', 'attw', [harness.tarball, '--exclude-entrypoints', 'chatwork.wasm']],
  ]) {
    await harness.check(`${tool} ${versionOf(tool)} has nothing to say`, async () => {
      await run(process.execPath, [script(tool, command), ...args]);
    });
  }
}
