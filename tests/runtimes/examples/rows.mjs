// The examples and the Workers of the README, as somebody has them who copied the folder, installed, and does what their READMEs say.

import { newerNode } from '../programs.mjs';
import { bots } from './bots.mjs';
import { digest } from './digest.mjs';
import { login } from './login.mjs';
import { notify } from './notify.mjs';
import { workers } from './readme.mjs';

export async function rows(harness) {
  // What is missing for wrangler, its own rows tell.
  if (newerNode() !== undefined) {
    await bots(harness);
    await digest(harness);
    await workers(harness);
  }
  await notify(harness);
  await login(harness);
}
