/** Entry of the service worker, which caches a version of the page for offline use. */
import {
  type Build,
  cacheNameOf,
  cacheStrategyFor,
  isNamedByHash,
  otherVersionCaches,
  pagesOfOldVersion,
} from './offlineAnswers.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written by `build/serviceWorker.mjs`. */
declare const __BUILD__: Build;

const networkTimeoutMs = 3000;

const pageBuild = __BUILD__;
const { scope } = self.registration;
const cacheName = cacheNameOf(scope, pageBuild.version);
// Entry in each cache that lists the pages it is kept for; no built file has this name.
const servedPagesUrl = new URL('served-pages', scope).href;
// Pages opened offline. The browser forgets them when it ends the worker, which costs one more request.
const pagesOpenedOffline = new Set<string>();

self.addEventListener('install', (event) => event.waitUntil(cacheAllFiles()));
self.addEventListener('activate', (event) => event.waitUntil(takeOverPages()));
self.addEventListener('fetch', (event) => {
  const answer = cacheStrategyFor(event.request, scope, pageBuild);
  if (answer === 'none') return;
  if (answer === 'page') event.waitUntil(deleteOldVersions());
  event.respondWith(
    { page: respondWithPage, content: respondWithContent, companion: respondWithCompanion }[answer](event),
  );
});

async function cacheAllFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  // Waits for all downloads, so that no file is added after the cache was deleted.
  const kept = await Promise.allSettled(pageBuild.files.map((file) => cacheFile(cache, file)));
  const failed = kept.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await caches.delete(cacheName);
    throw failed.reason;
  }
  await self.skipWaiting();
}

// The integrity hash rejects anything that a host serves instead.
async function cacheFile(cache: Cache, { path, integrity }: Build['files'][number]): Promise<void> {
  const address = new URL(path, scope).href;
  const add = (how: RequestCache) => cache.add(new Request(address, { integrity, cache: how }));
  if (!isNamedByHash(path)) return add('reload');
  const known = await caches.match(address);
  if (known !== undefined && (await integrityOf(known.clone())) === integrity)
    return cache.put(address, known);
  // The HTTP cache may hold a wrong response of the host.
  return add('default').catch(() => add('reload'));
}

async function integrityOf(response: Response): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}

async function takeOverPages(): Promise<void> {
  // After a rollback: this version may have been superseded before and have noted pages then.
  await (await caches.open(cacheName)).delete(servedPagesUrl);
  await deleteOldVersions();
  await self.clients.claim();
}

// Keeps former versions while open pages may request their files, since the new one takes over at once.
async function deleteOldVersions(): Promise<void> {
  const open = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).map(
    ({ id }) => id,
  );
  for (const name of otherVersionCaches(await caches.keys(), scope, pageBuild.version)) {
    const cache = await caches.open(name);
    const noted = await cache.match(servedPagesUrl);
    const served = pagesOfOldVersion(noted === undefined ? null : await noted.json(), open);
    if (served.length === 0) await caches.delete(name);
    else await cache.put(servedPagesUrl, Response.json(served));
  }
}

async function respondWithPage(event: FetchEvent): Promise<Response> {
  const fromNetwork = fetch(event.request);
  const tooLate = new Promise<null>((resolve) => setTimeout(resolve, networkTimeoutMs, null));
  const page = await Promise.race([fromNetwork.catch(() => null), tooLate]);
  if (page !== null && isUsableResponse(page)) return page;
  const kept = await caches.match(scope, { cacheName });
  if (kept === undefined) return fromNetwork;
  pagesOpenedOffline.add(event.resultingClientId);
  return kept;
}

/** False for an error response; redirects are followed by the browser. */
const isUsableResponse = ({ ok, type }: Response): boolean => ok || type === 'opaqueredirect';

async function respondWithContent({ request }: FetchEvent): Promise<Response> {
  // Ignores the query that retried downloads carry, see retriedDownload.ts.
  const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
  return kept ?? fetch(request);
}

async function respondWithCompanion({ request, clientId }: FetchEvent): Promise<Response> {
  const kept = await caches.match(request, { cacheName, ignoreSearch: true, ignoreVary: true });
  if (kept === undefined) return fetch(request);
  if (pagesOpenedOffline.has(clientId)) return kept;
  const fromNetwork = await fetch(request).catch(() => kept);
  return isUsableResponse(fromNetwork) ? fromNetwork : kept;
}
