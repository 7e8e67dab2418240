// `completion`: scripts for shells, made from the commands.

import { stdout } from 'node:process';
import { commands, known } from './commands.js';
import { write } from './output.js';
import * as texts from './texts.js';
import { labelOf, spelled, UsageError } from './usage.js';

const NAME = 'chatwork-wasm';
const FILES = ['file', 'path'];

export async function completion({ command, ids: [shell], language }) {
  const made = { bash, zsh, fish };
  if (!command.words.includes(shell)) {
    throw new UsageError(
      texts.wrong('SHELL', texts.expected({ kind: 'one-of', words: command.words }), 'something else'),
    );
  }
  await write(stdout, made[shell](language));
}

function bash() {
  const options = commands.map((command) => `    ${command.name}) words='${known(command).map(spelled).join(' ')}' ;;`);
  return `# ${NAME} completion bash
_chatwork_wasm() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]} words=''
  COMPREPLY=()
  case "$command $previous" in
${valueCases((name, words) => `    '${name}') COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current")); return ;;`)}
${fileCases((name) => `    '${name}') COMPREPLY=($(compgen -f -- "$current")); return ;;`)}
  esac
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$current"))
    return
  fi
  case "$command" in
${options.join('\n')}
  esac
  [[ $current == -* ]] && COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _chatwork_wasm ${NAME}
`;
}

// What stands behind a parameter, where it is one of some words; and behind a command, where that has them.
function valueCases(lineOf) {
  return commands
    .flatMap((command) => [
      ...(command.words ? [lineOf(`${command.name} ${command.name}`, command.words)] : []),
      ...known(command)
        .filter(({ words }) => words)
        .map((param) => lineOf(`${command.name} ${spelled(param)}`, param.words)),
    ])
    .join('\n');
}

function fileCases(lineOf) {
  return commands
    .flatMap((command) => command.params.filter(({ kind }) => FILES.includes(kind)).map((param) => [command, param]))
    .map(([command, param]) => lineOf(`${command.name} ${spelled(param)}`))
    .join('\n');
}

function zsh(language) {
  const described = (name, text) => quoted(`${name.replaceAll(':', '\\:')}:${text}`);
  const cases = commands.map((command) => {
    const specs = known(command).map((param) => quoted(zshSpec(param, language)));
    const place = command.words ? `1:shell:(${command.words.join(' ')})` : '*:id: ';
    return `    ${command.name}) _arguments ${quoted(place)} ${specs.join(' ')} ;;`;
  });
  return `# ${NAME} completion zsh
_chatwork_wasm() {
  local -a commands
  commands=(
${commands.map(({ name, docs }) => `    ${described(name, docs[language])}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _chatwork_wasm ${NAME}
`;
}

function zshSpec(param, language) {
  const { kind, words, docs } = param;
  const text = docs[language].replaceAll(/[[\]\\:]/g, '\\$&');
  const action = words ? `(${words.join(' ')})` : FILES.includes(kind) ? '_files' : ' ';
  const value = kind === 'flag' ? '' : `:${labelOf(param).replaceAll('|', ' ')}:${action}`;
  return `${kind === 'ids' ? '*' : ''}${spelled(param)}[${text}]${value}`;
}

function fish(language) {
  const lines = commands.flatMap((command) => [
    `complete -c ${NAME} -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.docs[language])}`,
    ...(command.words ? [`${fishCase(command)} -a ${quoted(command.words.join(' '))}`] : []),
    ...known(command).map(
      (param) => `${fishCase(command)} -l ${param.name} ${fishValue(param)}-d ${quoted(param.docs[language])}`,
    ),
  ]);
  return `# ${NAME} completion fish\ncomplete -c ${NAME} -f\n${lines.join('\n')}\n`;
}

const fishCase = ({ name }) => `complete -c ${NAME} -n '__fish_seen_subcommand_from ${name}'`;

function fishValue({ kind, words }) {
  if (kind === 'flag') return '';
  if (words) return `-x -a ${quoted(words.join(' '))} `;
  return FILES.includes(kind) ? '-r -F ' : '-x ';
}

// For any of these shells.
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
