// What a button does takes a while, and may fail.

import { failure } from '../../failure.js';

// Says what went wrong, or nothing any more. Who left does not want to know.
export function tell(alert, error) {
  if (error?.name === 'AbortError') return;
  const said = error === undefined ? '' : failure(error);
  // What is said again is not read out again.
  if (alert.textContent !== (said.textContent ?? '')) alert.replaceChildren(said);
}

// Runs it once at a time and returns whether it went well. A disabled button would lose the focus.
export async function act(button, alert, run) {
  if (button.ariaBusy === 'true') return false;
  button.ariaBusy = 'true';
  try {
    await run();
    tell(alert);
    return true;
  } catch (error) {
    tell(alert, error);
    return false;
  } finally {
    button.ariaBusy = 'false';
  }
}
