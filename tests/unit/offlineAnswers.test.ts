import { describe, expect, test } from 'vitest';
import {
  type Build,
  cacheNameOf,
  cacheStrategyFor,
  otherVersionCaches,
  pagesOfOldVersion,
} from '../../src/offlineAnswers.ts';

const scope = 'https://example.org/adatt/';
const build: Build = {
  version: 'b2',
  files: [
    { path: './offline/', integrity: 'sha256-x' },
    { path: 'assets/index-abc.js', integrity: 'sha256-z' },
    { path: 'theme.js', integrity: 'sha256-y' },
  ],
};
const answerAt = (url: string, method = 'GET') => cacheStrategyFor({ url, method }, scope, build);

describe('requests', () => {
  test.for(['', 'index.html', '?tfjsflags=x', '#tasks=2', '?again#tasks=2'])(
    'for the page ask the network first: "%s"',
    (rest) => expect(answerAt(scope + rest)).toBe('page'),
  );

  test.for(['index-abc.js', 'index-of-another-version.js', 'index-abc.js?1'])(
    'for what is named after its content take what is kept: %s',
    (name) => expect(answerAt(`${scope}assets/${name}`)).toBe('content'),
  );

  test('for files of fixed names belong to the version of the page', () => {
    expect(answerAt(`${scope}theme.js`)).toBe('companion');
  });

  test.for([
    'https://elsewhere.org/adatt/theme.js',
    'https://example.org/assets/index-abc.js',
    'https://example.org/adatt-too/theme.js',
    // An older release below the newest: it has a service worker of its own, or none.
    `${scope}v0.1.0/`,
    `${scope}v0.1.0/assets/index-abc.js`,
    `${scope}missing.html`,
    `${scope}sw.js`,
  ])('for anything else are left to the browser: %s', (url) => expect(answerAt(url)).toBe('none'));

  test('that are no GET are left to the browser', () => {
    expect(answerAt(scope, 'POST')).toBe('none');
    expect(answerAt(`${scope}assets/index-abc.js`, 'HEAD')).toBe('none');
  });
});

describe('versions', () => {
  test('of other folders and of other pages are not touched', () => {
    const former = cacheNameOf(scope, 'b1');
    const names = [
      former,
      cacheNameOf(scope, 'b2'),
      cacheNameOf(`${scope}v0.1.0/`, 'b0'),
      cacheNameOf('https://example.org/', 'b0'),
      'workbox-precache',
    ];
    expect(otherVersionCaches(names, scope, 'b2')).toEqual([former]);
  });

  test('stay for the pages that were open when the next one came, until all of these are gone', () => {
    const noted = pagesOfOldVersion(null, ['p1', 'p2']);
    expect(noted).toEqual(['p1', 'p2']);
    const later = pagesOfOldVersion(noted, ['p2', 'p3']);
    expect(later).toEqual(['p2']);
    // A page that was closed does not come back, and one that was opened since is of the next version.
    expect(pagesOfOldVersion(later, ['p1', 'p3'])).toEqual([]);
  });

  test('that nobody looks at go at once', () => {
    expect(pagesOfOldVersion(null, [])).toEqual([]);
  });
});
