// What a WebAssembly module is made of: its code by the names of its functions, and what is beside the code.

const CUSTOM = 0;
const CODE = 10;
const DATA = 11;
const FUNCTION_NAMES = 1;

const HEADER = 8;

// By more of a path than the crate where one crate has much of all.
const DEPTHS = { alloc: 2, chatwork_wasm: 3, core: 2, js_sys: 2 };

// Pairs of a name and its bytes, the largest first.
export function groupsOf(module) {
  const sections = sectionsOf(module);
  const lengthOf = (wanted) => sections.find(({ id }) => id === wanted).body.length;
  const all = sections.filter(({ id }) => id !== CUSTOM).reduce((sum, { body }) => sum + body.length, 0);
  const groups = {
    'data: texts and tables': lengthOf(DATA),
    'imports, exports, types': all - lengthOf(DATA) - lengthOf(CODE),
  };
  for (const { name, bytes } of functionsOf(sections, importedBy(module))) {
    const group = groupOf(name);
    groups[group] = (groups[group] ?? 0) + bytes;
  }
  return Object.entries(groups).sort(([, one], [, other]) => other - one);
}

// Of `<A as B>::c` that of A, and of B where A is a parameter.
function groupOf(name) {
  const path = /[a-z_]\w*(::\w+)+/.exec(name.replaceAll(/\[\w+\]|::h[0-9a-f]{16}$/g, ''))?.[0].split('::');
  return path ? path.slice(0, DEPTHS[path[0]] ?? 1).join('::') : 'exported functions and parts that wasm-opt cut out';
}

function functionsOf(sections, imported) {
  const names = namesIn(sections);
  const code = new Reader(sections.find(({ id }) => id === CODE).body);
  return Array.from({ length: code.number() }, (_, index) => {
    const start = code.at;
    code.bytes(code.number());
    return { name: names.get(imported + index) ?? '', bytes: code.at - start };
  });
}

// Functions that are imported are counted before the others.
function importedBy(module) {
  return WebAssembly.Module.imports(new WebAssembly.Module(module)).filter(({ kind }) => kind === 'function').length;
}

function sectionsOf(module) {
  const sections = [];
  for (const whole = new Reader(module, HEADER); whole.isOpen(); ) {
    sections.push({ id: whole.number(), body: whole.bytes(whole.number()) });
  }
  return sections;
}

function namesIn(sections) {
  const customs = sections.filter(({ id }) => id === CUSTOM).map(({ body }) => new Reader(body));
  const section = customs.find((custom) => custom.text() === 'name');
  const names = new Map();
  while (section.isOpen()) {
    const kind = section.number();
    const part = new Reader(section.bytes(section.number()));
    if (kind !== FUNCTION_NAMES) continue;
    for (let left = part.number(); left > 0; left -= 1) names.set(part.number(), part.text());
  }
  return names;
}

class Reader {
  #bytes;

  constructor(bytes, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  isOpen() {
    return this.at < this.#bytes.length;
  }

  // LEB128: seven bits of each byte, the lowest first.
  number() {
    let value = 0;
    let byte;
    let place = 1;
    do {
      byte = this.#bytes[this.at];
      this.at += 1;
      value += (byte % 128) * place;
      place *= 128;
    } while (byte >= 128);
    return value;
  }

  bytes(count) {
    this.at += count;
    return this.#bytes.subarray(this.at - count, this.at);
  }

  text() {
    return new TextDecoder().decode(this.bytes(this.number()));
  }
}
