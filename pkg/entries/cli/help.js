// `--help`: an overview, and all about one command.

import { resources } from '#declarations';
import { commands } from './commands.js';
import { EXIT } from './failure.js';
import { ALWAYS, RESULT } from './parameters.js';
import * as texts from './texts.js';
import { idLabel, PROGRAM, spelled, written } from './usage.js';
import { padded, widthOf } from './width.js';

export function overview(language) {
  const said = (text) => text[language];
  const exits = Object.entries(EXIT);
  const groups = [...resources, { title: texts.help.more }];
  return blocks([
    [said(texts.help.about)],
    [`${said(texts.help.usage)}: ${PROGRAM} COMMAND [IDS] [--PARAMETER VALUE] [OPTIONS]`],
    [said(texts.help.token)],
    ...groups.map(({ name: wanted, title }) => [
      `${said(title)}:`,
      ...pairs(
        commands.filter(({ resource }) => resource === wanted).map(({ name, docs }) => [name, first(said(docs))]),
      ),
    ]),
    [`${said(texts.help.options)}:`, ...pairs(ALWAYS.map((param) => [written(param), said(param.docs)]))],
    [`${said(texts.help.exits)}:`, ...pairs(exits.map(([name, code]) => [`${code}`, said(texts.help.exit[name])]))],
    [said(texts.help.commandHelp)],
  ]);
}

export function about(command, language) {
  const said = (text) => text[language];
  const { docs, params, options, limit, replay, scopes = [], reference } = command;
  const titled = (title, list) =>
    list.length > 0 && [`${said(title)}:`, ...pairs(list.map((param) => entryOf(param, language)))];
  const isResult = (param) => RESULT.includes(param);
  return blocks([
    [`${said(texts.help.usage)}: ${usageOf(command)}`],
    [said(docs)],
    titled(texts.help.parameters, params),
    titled(
      texts.help.requestOptions,
      options.filter((param) => !isResult(param)),
    ),
    titled(texts.help.resultOptions, options.filter(isResult)),
    titled(texts.help.otherOptions, ALWAYS),
    [limit && said(texts.help.limit[limit]), replay && said(texts.help.replay[replay])],
    [
      scopes.length > 0 && `${said(texts.help.scopes)}: ${scopes.join(', ')}`,
      reference && `${said(texts.help.reference)}: ${reference}`,
      `${said(texts.help.example)}: ${exampleOf(command)}`,
    ],
  ]);
}

export function usageOf({ name, ids, words, params }) {
  const places = words ? [words.join('|')] : ids.map(idLabel);
  const required = params.filter((param) => param.required).map(written);
  return [PROGRAM, name, ...places, ...required, '[OPTIONS]'].join(' ');
}

// What it is, what it may be, and how it is given.
function entryOf(param, language) {
  const said = (text) => text[language];
  const { kind, words, required } = param;
  const isLong = kind === 'one-of' && words.length > 2;
  const parts = [required && said(texts.help.required), said(param.docs)];
  if (isLong) parts.push(words.join(', '));
  if (kind === 'ids') parts.push(said(texts.help.ids));
  // The documentation names what JavaScript has for it.
  if (kind === 'time') parts[1] = said(param.docs).split(/(?<=: |。)/)[0] + said(texts.expected(param));
  // A path has a name, as a `File` has in JavaScript.
  if (kind === 'file-name') parts[1] = said(texts.help.fileName);
  if (kind === 'text' || kind === 'file') parts.push(said(texts.help.dash));
  if (kind === 'text') parts.push(said(texts.help.lineBreak));
  return [isLong ? `${spelled(param)} WORD` : written(param), parts.filter(Boolean).join(language === 'ja' ? '' : ' ')];
}

const EXAMPLES = {
  text: "'…'",
  id: '123',
  ids: '123,456',
  time: '2030-01-31T18:00+09:00',
  file: 'minutes.pdf',
  'link-code': 'our-room',
};

function exampleOf({ name, ids, params, example }) {
  if (example !== undefined) return example.includes(PROGRAM) ? example : `${PROGRAM} ${example}`;
  const given = params
    .filter(({ required }) => required)
    .map((param) => `${spelled(param)} ${param.kind === 'one-of' ? param.words[0] : EXAMPLES[param.kind]}`);
  return [PROGRAM, name, ...ids.map((_, index) => [123, 456][index]), ...given].join(' ');
}

const first = (text) => text.match(/^.*?(?:。|\.(?= |$))/s)?.[0] ?? text;

function pairs(list) {
  const width = Math.min(24, Math.max(...list.map(([name]) => widthOf(name))));
  return list.map(([name, text]) => `  ${padded(name, width)}  ${text}`);
}

const blocks = (list) =>
  list
    .filter(Boolean)
    .map((lines) => lines.filter(Boolean))
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
