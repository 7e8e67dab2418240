// What somebody may have meant.

// The nearest of the names, or nothing where none is near.
export function nearest(word, names) {
  const wanted = bare(word);
  const [best] = names
    .map((name) => ({ name, distance: distanceOf(wanted, bare(name)) }))
    .filter(({ name, distance }) => distance <= Math.min(3, name.length / 3))
    .sort((one, other) => one.distance - other.distance);
  return best?.name;
}

const bare = (word) => word.toLowerCase().replaceAll(/[-_]/g, '');

// How many letters have to be put in, taken out or replaced (Levenshtein).
function distanceOf(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      next.push(Math.min(next[at] + 1, row[at + 1] + 1, row[at] + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1);
}
