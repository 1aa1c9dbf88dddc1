/** Which requests the service worker answers, and which versions of the page it keeps. Pure: knows no cache and no network. */

/** A version of the page, as the build wrote it down. */
export interface Build {
  /** The same for the same files, and for no others. */
  readonly version: string;
  readonly files: readonly BuiltFile[];
}

export interface BuiltFile {
  /** The path below the folder of the page; `./offline/` is the page itself. */
  readonly path: string;
  /** The hash of its content, as `fetch` takes it: so that no version holds a file of another, nor what a host gives instead. */
  readonly integrity: string;
}

/**
 * - `page`: the network is asked first, so that people get the newest version, and links the release they were made for;
 * - `content`: the name tells the content, so that a kept file is as good as that of the network, and old ones can stay;
 * - `companion`: must be of the same version as the page that asks for it;
 * - `none`: the browser sees to it.
 */
export type Answer = 'page' | 'content' | 'companion' | 'none';

/** The answer to a request. `scope`: the address of the page's folder, with a slash at its end. */
export function answerTo(
  { method, url }: Pick<Request, 'method' | 'url'>,
  scope: string,
  build: Build,
): Answer {
  const path = pathBelow(scope, url);
  if (method !== 'GET' || path === null) return 'none';
  if (path === '' || path === 'index.html') return 'page';
  if (path.startsWith('assets/')) return 'content';
  return build.files.some((file) => file.path === path) ? 'companion' : 'none';
}

/** The path of an address below the page's folder, without query and fragment; null when it lies elsewhere. */
function pathBelow(scope: string, address: string): string | null {
  const { origin, pathname } = new URL(address);
  const place = `${origin}${pathname}`;
  return place.startsWith(scope) ? place.slice(scope.length) : null;
}

/** The name of the cache that holds a version. Pages in other folders of the same origin have caches of their own. */
export const cacheNameOf = (scope: string, version: string): string => `${cachesOf(scope)}${version}`;

const cachesOf = (scope: string): string => `adatt-playground ${scope} `;

/** The caches of other versions of the page in this folder, out of all caches of the origin. */
export const otherVersions = (names: readonly string[], scope: string, version: string): readonly string[] =>
  names.filter((name) => name.startsWith(cachesOf(scope)) && name !== cacheNameOf(scope, version));

/**
 * The pages that a version stays for: those that were open when the next one came, as long as they are. None: it can go.
 *
 * @param noted what was said the last time; null: the next version has just come
 * @param open ids of the pages that are open now
 */
export const stillServed = (noted: readonly string[] | null, open: readonly string[]): readonly string[] =>
  noted === null ? open : noted.filter((id) => open.includes(id));
