// Runs before each test file and each program that one starts (`secrets-run.mjs` says so), and notes where a token shows:
// in an error of the package, what it tells hooks and loggers, the address of a request, and what is printed.

import { appendFileSync } from 'node:fs';
import { subscribe } from 'node:diagnostics_channel';
import { tells, whereIn } from './secrets.mjs';

const OURS = /chatwork-wasm[\\/]dist/;

function note(what) {
  const trace = new RealError(what).stack;
  appendFileSync(process.env.SECRETS_FOUND, `${process.argv.slice(1).join(' ')}: ${trace}\n\n`);
}

// Undefined also where it cannot be looked at, because a getter of a test throws.
function seen(value, where) {
  try {
    return whereIn(value, where);
  } catch {
    return undefined;
  }
}

// Every error of the package, wherever it goes, once its constructor and who called it have done with it.
const RealError = globalThis.Error;
globalThis.Error = new Proxy(RealError, {
  construct(target, given, kind) {
    const error = Reflect.construct(target, given, kind);
    if (/^Chatwork/.test(kind.name)) setImmediate(look, error);
    return error;
  },
});

function look(error) {
  const found = seen(error, error.name) ?? seen({ ...error.toJSON() }, `${error.name}.toJSON()`);
  const isTold = found !== undefined || tells(`${error} ${error.stack}`);
  if (isTold) note(`in an error: ${found ?? 'its text'}`);
}

// Events of hooks and loggers, and what `responseOf` and `rateLimitOf` give, are frozen.
const { freeze } = Object;
Object.freeze = (value) => {
  const found = seen(value, 'it');
  if (found !== undefined && OURS.test(new RealError().stack)) note(`in what the package tells: ${found}`);
  return freeze(value);
};

subscribe('undici:request:create', ({ request }) => {
  if (tells(decoded(`${request.origin}${request.path}`))) note(`in the address of a request to ${request.origin}`);
});

// A path may have a `%` that encodes nothing.
function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

// The local Chatwork says which tokens it has, so that somebody can use them: to who starts it from the command line, and
// to the curl of the README.
const isTold = process.argv[2] === 'emulator' || /curl\.mjs$/.test(process.argv[1]);
for (const stream of isTold ? [process.stderr] : [process.stdout, process.stderr]) {
  const { write } = stream;
  stream.write = function (chunk, ...rest) {
    if (tells(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1'))) note('in what is printed');
    return write.call(this, chunk, ...rest);
  };
}
