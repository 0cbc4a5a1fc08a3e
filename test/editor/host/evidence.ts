import type { Page } from 'playwright-core';
import { onWindow, openWindows } from './windows';

/**
 * What shows later how a test failed, kept for every window: a picture, and a trace of all that was done and seen, which
 * `npx playwright-core show-trace <file>` plays in this folder.
 */

/** Records every window that opens from now on. */
export function recordWindows(): void {
  onWindow('opens', async (page) => {
    await page.context().tracing.start({ screenshots: true, snapshots: true });
  });
}

/** Forgets what was recorded so far: what was done before a test is no part of it. */
export async function beginAnew(): Promise<void> {
  for (const page of openWindows()) {
    const { tracing } = page.context();
    await tracing.stopChunk();
    await tracing.startChunk();
  }
}

/** Writes `<file>.png` and `<file>.zip` of a window, and begins anew with it. */
export async function keepEvidence(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: `${file}.png`, animations: 'disabled' });
  const { tracing } = page.context();
  await tracing.stopChunk({ path: `${file}.zip` });
  await tracing.startChunk();
}
