// Saves what `downloadRoomFile` gives, as a link does that is followed.

import { element } from '../../element.js';

// Until the browser has read it, in milliseconds.
const KEPT = 60_000;

export async function save(download) {
  const { file, response } = await download;
  const href = URL.createObjectURL(await response.blob());
  element('a', { href, download: file.filename }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}
