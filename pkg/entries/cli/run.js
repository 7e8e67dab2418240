// One command line, from its words to the exit code.

import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { parsed } from './arguments.js';
import { completion } from './completion.js';
import { downloadRoomFile } from './download.js';
import { emulator } from './emulator.js';
import { EXIT, failed, Interruption, Refusal } from './failure.js';
import { callFunction } from './function.js';
import { about, overview, usageOf } from './help.js';
import { languageOf } from './language.js';
import { notify } from './notify.js';
import { line, print, say } from './output.js';
import { LANG } from './parameters.js';
import { sync } from './sync.js';
import * as texts from './texts.js';
import { spelled, UsageError, written } from './usage.js';
import { valuesOf } from './values.js';
import { watched } from './watch.js';

const OWN = { completion, downloadRoomFile, emulator, notify, sync };

export async function run(words, env) {
  const language = languageOf(words, env);
  let command;
  let values;
  try {
    const asked = parsed(words);
    ({ command } = asked);
    const text = await shown(asked, language);
    if (text !== undefined) {
      await print(text);
      return EXIT.done;
    }
    if (command === undefined) {
      say(overview(language));
      return EXIT.usage;
    }
    checkPresence(asked);
    const isCall = command.scopes !== undefined;
    const isDry = isGiven(asked.given, 'dry-run');
    const token = isCall && !isDry ? tokenOf(env) : 'dry-run';
    values = await valuesOf(asked.given, (said) => line(said[language]));
    // From here on, so that Ctrl-C ends what reads standard input in the usual way.
    const watch = watched(language, command);
    const signal = interruption(watch);
    const chatwork = isCall ? await import('#package/index') : undefined;
    const options = optionsOf(command, values, env, signal, watch);
    const { ids } = asked;
    await (OWN[command.name] ?? callFunction)({ command, chatwork, token, ids, values, options, signal, language });
    return EXIT.done;
  } catch (error) {
    return failed(error, language, command, values);
  }
}

// What is asked for instead of a command.
async function shown({ command, given }, language) {
  const [named = language] = given.get(LANG) ?? [];
  if (!LANG.words.includes(named)) throw new UsageError(texts.wrong(spelled(LANG), texts.expected(LANG)));
  if (isGiven(given, 'help')) return command === undefined ? overview(language) : about(command, language);
  if (isGiven(given, 'version')) {
    const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
    return `${JSON.parse(manifest).version}\n`;
  }
  return undefined;
}

function isGiven(given, wanted) {
  return [...given].some(([{ name }, value]) => name === wanted && value === true);
}

function checkPresence({ command, ids, given }) {
  if (ids.length !== command.ids.length) throw new UsageError(texts.idsNeeded(usageOf(command)));
  const missing = command.params.find((param) => param.required && !given.has(param));
  if (missing !== undefined) throw new UsageError(texts.needed(written(missing)));
}

function tokenOf({ CHATWORK_API_TOKEN: token }) {
  if (token === undefined) throw new Refusal(texts.noToken, EXIT.noToken);
  if (token.trim() === '') throw new Refusal(texts.emptyToken, EXIT.noToken);
  if (/\s$/.test(token)) throw new Refusal(texts.brokenToken, EXIT.noToken);
  return token;
}

// A second Ctrl-C ends the process at once.
function interruption(watch) {
  const controller = new AbortController();
  for (const [name, code] of [
    ['SIGHUP', EXIT.hungUp],
    ['SIGINT', EXIT.interrupted],
    ['SIGTERM', EXIT.terminated],
  ]) {
    process.once(name, () => controller.abort(new Interruption(code, watch.mayHaveArrived())));
  }
  return controller.signal;
}

function optionsOf(command, values, env, signal, { hooks }) {
  const named = command.options.filter(({ option }) => option).map(({ option }) => [option, values[option]]);
  const given = Object.fromEntries(named.filter(([, value]) => value !== undefined));
  const baseUrl = given.baseUrl ?? (env.CHATWORK_BASE_URL || undefined);
  return { ...given, ...hooks, baseUrl, signal, ...(values.verbose && { logger, logLevel: 'debug' }) };
}

// Of waits and further attempts the hooks tell; what failed in the end is said by the exit.
const logger = {
  debug: (message, { headers, body }) => line(`${message} ${JSON.stringify({ headers, body })}`),
  info() {},
  warn() {},
  error() {},
};
