// What is looked at in any view: whether it is accessible and fits into a narrow window, and how it looks.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';

const SCREENSHOTS = join(import.meta.dirname, '../../../target/screenshots');

export async function isAccessible(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const found = violations.flatMap(({ id, nodes }) => {
    return nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary }));
  });
  assert.deepEqual(found, []);
}

export async function isNarrowEnough(page) {
  const size = page.viewportSize();
  await page.setViewportSize({ ...size, width: 320 });
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return undefined;
    const isWide = (element) => element.getBoundingClientRect().right > clientWidth;
    return [...document.querySelectorAll('body *')].filter(isWide).map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
  assert.equal(wide, undefined, 'a window of 320 pixels has to be scrolled sideways');
  await page.setViewportSize(size);
}

export async function photograph(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
