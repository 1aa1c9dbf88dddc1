/** Finds the Chromium or Chrome that the tests drive, and the flags it starts with. Plain Node, so that the runner can ask before anything is installed. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Chromium heeds only the last such list it is given, so this one takes the place of Playwright's and names what that one is for. */
const unwantedFeatures = [
  // The address bar loads two pages of its own with every window: a third of the processor time of a short test.
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  // Requests and redirects of the browser's own.
  ...['AimEnabled', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter'],
  ...['NetworkTimeServiceQuerying', 'OptimizationHints', 'PreconnectToSearch'],
  // What Playwright relies on: a picture shows the page that is there, and a page that is closed is gone.
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'PaintHolding'],
  // A process for the next page, beside that of each.
  'SpareRendererForSitePerProcess',
  'ThirdPartyStoragePartitioning',
];

/** Needed in containers, and silence: no request of the browser's own may mix with those of the page. */
const quietFlags = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // No other machine has a name: a route that stopped its requests would make every request of the page wait for the test.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE [::1]',
  `--disable-features=${unwantedFeatures.join(',')}`,
];

/**
 * @param {{ readonly webgpu: boolean }} wanted `webgpu` allows the software adapter on machines without a GPU
 * @returns {string[]}
 */
export function chromiumFlags({ webgpu }) {
  // Drawn in software either way, where there is no GPU; without the process of one this takes less time.
  return [...quietFlags, webgpu ? '--enable-unsafe-webgpu' : '--disable-gpu'];
}

/**
 * `CHROME_PATH` first, then the search path, then the usual places.
 *
 * @returns {string | null}
 */
export function chromiumPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const wanted = process.env['CHROME_PATH'];
  return [...(wanted === undefined ? [] : [wanted]), ...onPath, ...places].find(isExecutable) ?? null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
