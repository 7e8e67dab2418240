// The code of a call, as somebody would write it.

// What fits beside the form.
const WIDTH = 46;

const runtimes = {
  Node: {
    top: ({ file }) => [
      '// CHATWORK_API_TOKEN=… node call.mjs',
      file && "import { readFile } from 'node:fs/promises';",
    ],
    from: 'chatwork-wasm',
    read: (name) => `await readFile(${literal(name)})`,
    around: (call) => script('process.env.CHATWORK_API_TOKEN', call),
  },
  Workers: {
    top: () => ['// wrangler secret put CHATWORK_API_TOKEN'],
    from: 'chatwork-wasm',
    // A Worker has no files: this is what somebody sends it.
    read: () => 'await request.arrayBuffer()',
    around: (call) => [
      'export default {',
      '  async fetch(request, env) {',
      '    const token = env.CHATWORK_API_TOKEN;',
      `    const answer = ${call('    ')};`,
      '    return Response.json(answer);',
      '  },',
      '};',
    ],
  },
  Deno: {
    top: ({ file }) => [
      `// CHATWORK_API_TOKEN=… deno run --allow-env --allow-net ${file ? '--allow-read ' : ''}call.js`,
    ],
    from: 'npm:chatwork-wasm',
    read: (name) => `await Deno.readFile(${literal(name)})`,
    around: (call) => script("Deno.env.get('CHATWORK_API_TOKEN')", call),
  },
};

function script(token, call) {
  return [`const token = ${token};`, `const answer = ${call('')};`, 'console.log(answer);'];
}

export const names = Object.keys(runtimes);

// Only what is given is written, and the token comes from the environment.
export function codeOf(runtime, { name, ids, params, options }) {
  const { top, from, read, around } = runtimes[runtime];
  const { file } = params ?? {};
  // Bytes have no name.
  const given = file ? { ...params, filename: params.filename ?? file.name } : params;
  const objects = [given, options].filter(Boolean).map((values) => {
    return Object.entries(values).map(
      ([key, value]) => `${key}: ${value instanceof File ? read(value.name) : literal(value)}`,
    );
  });
  // An argument in the middle cannot be left out.
  objects.length = objects.findLastIndex((entries) => entries.length > 0) + 1;
  const call = (indent) => {
    const written = (asObject) =>
      `await ${name}(${['token', ...ids.map(literal), ...objects.map(asObject)].join(', ')})`;
    const line = written((entries) => (entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}'));
    if (line.length <= WIDTH) return line;
    return written((entries) => ['{', ...entries.map((entry) => `${indent}  ${entry},`), `${indent}}`].join('\n'));
  };
  const lines = [...top({ file }), `import { ${name} } from '${from}';`, '', ...around(call)];
  return lines.filter((line) => line !== undefined).join('\n');
}

function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'string') return `${value}`;
  const quoted = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${quoted}'`;
}
