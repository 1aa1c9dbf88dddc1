import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerServiceWorker } from '../../../../../app/about/offline/NewVersionBanner.tsx';

const update = vi.fn(() => Promise.resolve());
const offerNewVersion = vi.fn();

/** What the browser has in place of a service worker container. */
function createContainer(register: () => Promise<unknown>) {
  const events = new EventTarget();
  return { register: vi.fn(register), addEventListener: events.addEventListener.bind(events), events };
}

function standIn(container: object | undefined): void {
  Object.defineProperty(navigator, 'serviceWorker', { value: container, configurable: true });
}

/** The page that the server has now. */
const served = (html: string) => vi.stubGlobal('fetch', () => Promise.resolve(new Response(html)));

beforeEach(() => {
  document.head.innerHTML = '<script type="module" src="./assets/index-old.js"></script>';
});

afterEach(() => {
  document.head.innerHTML = '';
  Reflect.deleteProperty(navigator, 'serviceWorker');
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test('registers it beside the page, and looks for a newer one when somebody comes back to the page', async () => {
  const container = createContainer(() => Promise.resolve({ update }));
  standIn(container);
  await registerServiceWorker({ offerNewVersion });
  expect(container.register).toHaveBeenCalledWith('./sw.js');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(update).toHaveBeenCalledTimes(1);
});

test.for([
  ['./assets/index-old.js', 0],
  ['./assets/index-new.js', 1],
] as const)('offers a version only when a reload would bring another page: %s', async ([script, times]) => {
  const container = createContainer(() => Promise.resolve({ update }));
  standIn(container);
  served(`<script type="module" src="${script}"></script>`);
  await registerServiceWorker({ offerNewVersion });
  container.events.dispatchEvent(new Event('controllerchange'));
  await vi.waitFor(() => expect(offerNewVersion).toHaveBeenCalledTimes(times));
});

test('says nothing where there can be none, or the browser refuses', async () => {
  standIn(undefined);
  await registerServiceWorker({ offerNewVersion });
  standIn(createContainer(() => Promise.reject(new DOMException('refused', 'SecurityError'))));
  await registerServiceWorker({ offerNewVersion });
  document.dispatchEvent(new Event('visibilitychange'));
  expect(offerNewVersion).not.toHaveBeenCalled();
});
