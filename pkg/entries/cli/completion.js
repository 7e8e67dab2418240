// `completion`: scripts for shells, made from the commands.

import { commands, known } from './commands.js';
import { print } from './output.js';
import { ALWAYS } from './parameters.js';
import * as texts from './texts.js';
import { labelOf, PROGRAM, spelled, UsageError } from './usage.js';

const FILES = ['file', 'path'];

export async function completion({ command, ids: [shell], language }) {
  const made = { bash, zsh, fish };
  if (!command.words.includes(shell)) {
    throw new UsageError(texts.wrong('SHELL', texts.expected({ kind: 'one-of', words: command.words })));
  }
  await print(made[shell](language));
}

const NAMES = commands.map(({ name }) => name).join(' ');
const FIRST = ALWAYS.map(spelled).join(' ');

// macOS has a bash without `mapfile` and `compopt`.
function bash() {
  const options = commands.map((command) => `    ${command.name}) words='${known(command).map(spelled).join(' ')}' ;;`);
  return `# ${PROGRAM} completion bash
_chatwork_wasm_files() {
  local name
  compopt -o filenames 2> /dev/null
  while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen -f -- "$1")
}
_chatwork_wasm() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command='' words='' word
  local commands='${NAMES}'
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    [[ " $commands " == *" $word "* ]] && command=$word && break
  done
  case "$command $previous" in
${valueCases((name, words) => `    '${name}') COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current")); return ;;`)}
${fileCases((name) => `    '${name}') _chatwork_wasm_files "$current"; return ;;`)}
  esac
  case "$command" in
    '') COMPREPLY=($(compgen -W "$commands help ${FIRST}" -- "$current")); return ;;
${options.join('\n')}
  esac
  [[ $current == -* ]] && COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _chatwork_wasm ${PROGRAM}
`;
}

// What stands behind a parameter, where it is one of some words; and behind a command, where that has them.
function valueCases(lineOf) {
  return [{ name: '', params: [], options: [] }, ...commands]
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
  return `# ${PROGRAM} completion zsh
_chatwork_wasm() {
  local -a commands
  commands=(
${commands.map(({ name, docs }) => `    ${described(name, docs[language])}`).join('\n')}
  )
  while (( CURRENT > 2 )) && [[ -z \${commands[(r)$words[2]:*]} ]]; do
    shift words
    (( CURRENT-- ))
  done
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
compdef _chatwork_wasm ${PROGRAM}
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
  const first = `complete -c ${PROGRAM} -n 'not __fish_seen_subcommand_from $chatwork_wasm_commands'`;
  const lines = commands.flatMap((command) => [
    `${first} -a ${command.name} -d ${quoted(command.docs[language])}`,
    ...(command.words ? [`${fishCase(command)} -a ${quoted(command.words.join(' '))}`] : []),
    ...known(command).map(
      (param) => `${fishCase(command)} -l ${param.name} ${fishValue(param)}-d ${quoted(param.docs[language])}`,
    ),
  ]);
  return `# ${PROGRAM} completion fish
set -g chatwork_wasm_commands ${NAMES}
complete -c ${PROGRAM} -f
${lines.join('\n')}
`;
}

const fishCase = ({ name }) => `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from ${name}'`;

function fishValue({ kind, words }) {
  if (kind === 'flag') return '';
  if (words) return `-x -a ${quoted(words.join(' '))} `;
  return FILES.includes(kind) ? '-r -F ' : '-x ';
}

// For any of these shells.
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
