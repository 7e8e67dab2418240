// Node, Bun and Deno, in a new process each time.

import { fromTests } from './tests.mjs';

const { nodes, program } = await fromTests('programs.mjs');
const { run, temporaryFolder } = await fromTests('processes.mjs');

const DENO = ['run', '--quiet', '--no-config', '--node-modules-dir=manual', '--allow-all'];

export function processes({ baseUrl }) {
  const node = nodes().findLast(({ path }) => path);
  const [bun, deno] = ['bun', 'deno'].map(program);
  const [compiled, analysed] = [temporaryFolder(), temporaryFolder()];
  return [
    runtime(`Node ${process.versions.node}`, process.execPath),
    runtime(`Node ${node.version}`, node.path),
    runtime(`Node ${node.version}, compile cache`, node.path, [], () => ({ NODE_COMPILE_CACHE: compiled })),
    runtime(`Bun ${bun.version}`, bun.path),
    runtime(`Deno ${deno.version}, first run`, deno.path, DENO, () => ({ DENO_DIR: temporaryFolder() })),
    runtime(`Deno ${deno.version}, later run`, deno.path, DENO, () => ({ DENO_DIR: analysed })),
  ];

  function runtime(name, path, args = [], caches = () => ({})) {
    return {
      names: [name],
      async first(file, isAfterFetch) {
        const program = ['load/program.mjs', `../${file}`, baseUrl, ...(isAfterFetch ? ['after'] : [])];
        const printed = await run(path, [...args, ...program], { env: { ...process.env, ...caches() } });
        // Some clients have Node warn of them.
        return [JSON.parse(printed.match(/^\{.*\}$/m)[0])];
      },
    };
  }
}
