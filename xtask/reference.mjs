// The reference of the API as HTML, from the types of the package.

import { join } from 'node:path';
import { Application, Converter } from 'typedoc';

const dist = join(import.meta.dirname, '../pkg/dist');
const ENTRIES = ['index', 'notation', 'markdown', 'emulator', 'workers', 'hono', 'slim'];
// Those that are one file on Node. The others have what these have, or one or two names.
const RUNNING = ['index', 'notation', 'markdown', 'emulator'];

export async function writeReference(out) {
  const app = await Application.bootstrapWithPlugins({
    name: 'chatwork-wasm',
    entryPoints: ENTRIES.map((entry) => join(dist, `${entry}.d.ts`)),
    tsconfig: join(import.meta.dirname, 'reference/tsconfig.json'),
    readme: join(import.meta.dirname, 'reference/front.md'),
    out,
    disableSources: true,
    excludeExternals: true,
    hideGenerator: true,
    logLevel: 'Warn',
  });

  // As they are imported, and not as the files are called.
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, one) => {
    if (one.parent?.isProject()) one.name = one.name === 'index' ? 'chatwork-wasm' : `chatwork-wasm/${one.name}`;
  });

  const project = await app.convert();
  if (project === undefined) throw new Error('there are no types to read');
  app.validate(project);
  for (const sentence of await missing(project)) app.logger.warn(sentence);
  await app.generateOutputs(project);
  // A link that leads nowhere is a warning.
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('the reference is not whole');
}

// Whatever the package has while it runs must have a page, and all pages and options words of their own.
async function missing(project) {
  const found = [];
  for (const module of project.children) {
    const isWordless = (one) => !one.isReference() && !one.hasComment() && !one.signatures?.some((one) => one.hasComment());
    const options = module.children.filter(({ name }) => name.endsWith('Options')).flatMap(({ children }) => children ?? []);
    const wordless = [...module.children, ...options].filter(isWordless);
    found.push(...wordless.map((one) => `${one.getFriendlyFullName()} is not described`));

    const [, entry = 'index'] = module.name.split('/');
    if (!RUNNING.includes(entry)) continue;
    const names = module.children.map(({ name }) => name);
    const values = Object.keys(await import(join(dist, `${entry}.node.js`)));
    found.push(...values.filter((name) => !names.includes(name)).map((name) => `${module.name} has no types of ${name}`));
  }
  return found;
}
