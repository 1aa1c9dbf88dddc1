/** Decides which requests the service worker answers, and which versions it keeps. */

export interface Build {
  /** Hash of all files. */
  readonly version: string;
  readonly files: readonly BuiltFile[];
}

interface BuiltFile {
  /** Below the folder of the page; `./offline/` is the page itself. */
  readonly path: string;
  /** Hash by which `fetch` rejects a file of another version, or an error page in its place. */
  readonly integrity: string;
}

/**
 * `page`: network first; `content`: cached files, named by hash; `companion`: needs the version of the
 * requesting page; `none`: left to the browser.
 */
type CacheStrategy = 'page' | 'content' | 'companion' | 'none';

/** `scope`: folder of the page, with a trailing slash. */
export function cacheStrategyFor(
  { method, url }: Pick<Request, 'method' | 'url'>,
  scope: string,
  build: Build,
): CacheStrategy {
  const path = pathBelowScope(scope, url);
  if (method !== 'GET' || path === null) return 'none';
  if (path === '' || path === 'index.html') return 'page';
  if (isNamedByHash(path)) return 'content';
  return build.files.some((file) => file.path === path) ? 'companion' : 'none';
}

export const isNamedByHash = (path: string): boolean => /^(learn\/)?assets\//.test(path);

function pathBelowScope(scope: string, address: string): string | null {
  const { origin, pathname } = new URL(address);
  const place = `${origin}${pathname}`;
  return place.startsWith(scope) ? place.slice(scope.length) : null;
}

/** Name of a version's cache; distinct for pages in other folders of the same origin. */
export const cacheNameOf = (scope: string, version: string): string => `${cachePrefixOf(scope)}${version}`;

const cachePrefixOf = (scope: string): string => `adatt-playground ${scope} `;

/** `names`: all caches of the origin. */
export const otherVersionCaches = (
  names: readonly string[],
  scope: string,
  version: string,
): readonly string[] =>
  names.filter((name) => name.startsWith(cachePrefixOf(scope)) && name !== cacheNameOf(scope, version));

/**
 * Open pages that still need a superseded version; if empty, it can be deleted. `noted` is the
 * previous result, null right after supersession; `open`: ids of open pages.
 */
export const pagesOfOldVersion = (
  noted: readonly string[] | null,
  open: readonly string[],
): readonly string[] => (noted === null ? open : noted.filter((id) => open.includes(id)));
