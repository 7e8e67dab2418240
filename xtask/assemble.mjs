// From the text of a WebAssembly module that is written by hand to its bytes.

import { readFileSync } from 'node:fs';
import binaryen from 'binaryen';

export function assembled(path) {
  const module = binaryen.parseText(readFileSync(path, 'utf8'));
  module.setFeatures(binaryen.Features.MVP);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.optimize();
  return Buffer.from(module.emitBinary());
}
