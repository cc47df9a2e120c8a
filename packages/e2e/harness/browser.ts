import {chromium as driver} from 'playwright-core';
import type {Browser} from 'playwright-core';
import {chromium} from '../../dev/chromium.mjs';

/** A real browser, without a window, that asks nobody for updates or lists. */
export async function startBrowser(): Promise<Browser> {
  return await driver.launch({
    executablePath: chromium(),
    args: [
      // Its sandbox needs rights that a container does not give; the pages are the project's own.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
