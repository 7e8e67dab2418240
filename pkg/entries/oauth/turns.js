// Who refreshes: one call at a time for each refresh token, as it may be good for one use only.
//
// All is plain data with a bound in time: on Workers a call may vanish at any moment, and none may await the promise of
// another one. So each looks again by its own timer, and takes the turn of one that is gone.

const turns = new Map();

// How many refresh tokens are remembered with what came of them. The oldest are forgotten.
const MOST = 1024;

// How long to wait between two looks, in milliseconds.
const FIRST_LOOK = 10;
const LAST_LOOK = 250;

// The longest time in milliseconds that a turn is silent, beyond that of what it waits for.
const STEP = 2000;

export function turnOf(key) {
  return turns.get(key);
}

// A turn begins as the last one for its refresh token, where that one got tokens and could not save them.
export function begin(key, last) {
  const { tokens, madeAt } = last?.isSaved === false ? last : {};
  const turn = { isOver: false, tokens, madeAt, isSaved: false, failure: undefined };
  extend(turn, 0);
  turns.delete(key);
  for (const [name, other] of turns) {
    if (turns.size >= MOST || (other.isSaved && other.tokens.expiresAt <= Date.now())) turns.delete(name);
  }
  turns.set(key, turn);
  return turn;
}

// When this isolate got tokens from the service; nothing where it only knows them.
export function madeAt({ accessToken, expiresAt }) {
  const isTheirs = ({ tokens, madeAt: time }) =>
    time !== undefined && tokens.accessToken === accessToken && tokens.expiresAt === expiresAt;
  return [...turns.values()].find(isTheirs)?.madeAt;
}

// Before each thing that a turn waits for, with the longest time that it may take.
export function extend(turn, milliseconds) {
  turn.start = Date.now();
  turn.end = turn.start + milliseconds + STEP;
}

export function isRunning(turn) {
  const now = Date.now();
  // A clock that was set back must not make a turn last for ever.
  return turn !== undefined && !turn.isOver && turn.start <= now && now < turn.end;
}

// Waits until a turn is over, or nobody is there any more to end it.
export async function ended(turn) {
  for (let wait = FIRST_LOOK; isRunning(turn); wait = Math.min(wait * 1.5, LAST_LOOK)) {
    await new Promise((resolve) => {
      setTimeout(resolve, wait);
    });
  }
}
