// What must show nowhere, and where to look for it.

// In every token of these tests: made up for the calls that reach no server, and those of the local Chatwork.
export const MARKER = 'mark3r-t0ken';
const MARKERS = [MARKER, 'e0e0e0e0', 'emulator-access-token', 'emulator-refresh-token'];

export const tells = (text) => MARKERS.some((marker) => text.includes(marker));

// Where in a value it is: every property of every object, however it is hidden. Undefined where it is nowhere.
export function whereIn(value, where, seen = new Set()) {
  if (typeof value === 'string') return tells(value) ? where : undefined;
  // The classes and prototypes of the platform know no token.
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (value instanceof Headers || value instanceof Map) {
    for (const [name, item] of value) if (tells(`${String(name)}: ${String(item)}`)) return `${where} entries`;
  }
  for (const name of Reflect.ownKeys(value)) {
    if (tells(String(name))) return `${where}: a name`;
    const found = whereIn(value[name], `${where}.${String(name)}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
