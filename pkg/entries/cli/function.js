// A command that is a function of the package.

import { capturing } from './dry-run.js';
import { result } from './output.js';
import { progressOf } from './progress.js';

export async function callFunction({ command, chatwork, token, ids, values, options, signal }) {
  const args = command.params.length > 0 ? [...ids, paramsOf(command, values)] : ids;
  const call = (more) => chatwork[command.name](token, ...args, { ...options, ...more });
  if (values['dry-run']) return result(await dry(call), values, signal);
  if (values.file === undefined) return result(await call(), values, signal);
  const progress = progressOf(values.filename);
  const fetch = chatwork.withUploadProgress(({ loaded, total }) => progress.tell(loaded, total));
  try {
    return await result(await call({ fetch }), values, signal);
  } finally {
    progress.end();
  }
}

// The request of a call that sends none.
export async function dry(call) {
  const { fetch, requests } = capturing();
  await call({ fetch });
  return requests[0];
}

// What was left out stays out: the service has its own idea of it.
function paramsOf({ params }, values) {
  const names = params.map(({ name }) => name).filter((name) => values[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
