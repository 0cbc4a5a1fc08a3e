import type { Page } from 'playwright-core';

/** Is told of a window: before it shows anything, or before it closes. */
export type WindowListener = (page: Page) => Promise<void>;

const pages = new Set<Page>();
const listeners = { opens: new Set<WindowListener>(), closes: new Set<WindowListener>() };

/** The windows of the editor that are open now, in the order in which they were opened. */
export function openWindows(): readonly Page[] {
  return [...pages];
}

/** Has a listener told of every window from now on. */
export function onWindow(event: keyof typeof listeners, listener: WindowListener): void {
  listeners[event].add(listener);
}

/** A window is there, and shows nothing yet. */
export async function windowOpens(page: Page): Promise<void> {
  pages.add(page);
  for (const listener of listeners.opens) await listener(page);
}

/** A window is about to close. */
export async function windowCloses(page: Page): Promise<void> {
  for (const listener of listeners.closes) await listener(page);
  pages.delete(page);
}
