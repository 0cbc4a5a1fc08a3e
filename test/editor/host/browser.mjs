// @ts-check
/** The browser that shows the editor. */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFolder } from './places.mjs';

const ARGUMENTS = [
  '--no-sandbox', // the tests may run as root, where Chromium has no sandbox
  '--disable-dev-shm-usage', // containers have little shared memory
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** @typedef {import('playwright-core').Browser} Browser */

/**
 * Starts Chromium without a window: ours, or the one that the variable CHROMIUM names.
 * @returns {Promise<Browser>}
 */
export function launchBrowser() {
  const own = !process.env.CHROMIUM;
  return chromium.launch({
    executablePath: process.env.CHROMIUM || join(chromiumFolder, 'chromium'),
    args: ARGUMENTS,
    env: { ...process.env, ...(own ? ownLibrariesAndFonts() : {}) },
  });
}

function ownLibrariesAndFonts() {
  return {
    LD_LIBRARY_PATH: join(chromiumFolder, 'lib'),
    FONTCONFIG_FILE: join(chromiumFolder, 'fonts.conf'),
  };
}
