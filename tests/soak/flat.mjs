// Whether figures stay where they are. The first fifth of the calls is to warm up: code is compiled, tables get the
// size they need. Of the rest the last third is compared with the first one, by medians, as a single figure says
// little.

const WARM_UP = 1 / 5;
const KB = 1024;

// For each figure its name, its unit, and how much more the last third may be than the first one. Memory and table grow
// in steps, for the most calls that were ever under way at once; connections are kept for a while; and the engine goes
// on compiling and forgetting code. Of what every call leaves behind these are a few bytes, less than any object takes; of
// what only one in a hundred leaves, 2 KB and one or two slots each would not be seen.
const FIGURES = {
  wasm: ['WebAssembly memory, KB', KB, () => 256 * KB],
  slots: ['slots of its table', 1, () => 2048],
  heap: ['JavaScript heap, KB', KB, () => 1024 * KB],
  external: ['outside of the heap, KB', KB, () => 256 * KB],
  rss: ['the whole process, KB', KB, (first) => first * 0.1],
  connections: ['connections to the service', 1, () => 64],
  timers: ['timers', 1, () => 0],
  listeners: ['listeners of the shared signal', 1, () => 0],
  rejections: ['rejections nobody handled', 1, () => 0],
  warnings: ['warnings', 1, () => 0],
};

export function judged(points) {
  const settled = points.slice(Math.round(points.length * WARM_UP));
  const third = Math.floor(settled.length / 3);
  const rows = [['', 'at first', 'warm', 'first third', 'last third', 'at last', 'per 1,000 calls']];
  const grown = [];
  for (const [key, [name, unit, allowance]] of Object.entries(FIGURES)) {
    // Some are not known everywhere.
    if (points[0][key] === undefined) continue;
    const values = settled.map((point) => point[key]);
    const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
    const shown = [points[0][key], values[0], first, last, values.at(-1)].map((value) => show(value / unit));
    const slope = slopeOf(settled.map((point) => [point.calls / 1000, point[key] / unit]));
    rows.push([name, ...shown, slope.toFixed(2)]);
    const isNone = allowance(first) === 0;
    if (isNone && values.some((value) => value > 0)) grown.push(`${name}: ${Math.max(...values)}, and not none`);
    if (last - first > allowance(first)) grown.push(`${name}: ${shown[3]}, and before that ${shown[2]}`);
  }
  return { rows, grown };
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

// Of the line that fits best.
function slopeOf(points) {
  const [x, y] = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
  const along = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / along;
}

function show(value) {
  return Math.round(value).toLocaleString('en');
}
