// Random choices that a seed repeats: SEED=… node --test …

export const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

// https://en.wikipedia.org/wiki/Xorshift
export function dice(start) {
  let state = start || 1;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

export const pick = (roll, choices) => choices[roll(choices.length)];
