/**
 * The release of the page that made a link, as the link names it. Another release may compute other numbers for the same
 * experiment, so whoever opens the link should learn of it. Knows nothing of the experiment.
 */

import type { Report } from '../../core/schema/field.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import type { Entry } from './entries.ts';

/** The version of package.json; what builds the page or a command puts it in. */
declare const __RELEASE__: string | undefined;

/** The release whose links name none. */
const FIRST_RELEASE = '0.1.0';

/** The release this code is part of. */
export const thisRelease: string = typeof __RELEASE__ === 'string' ? __RELEASE__ : FIRST_RELEASE;

/** The key of the release in links. */
export const RELEASE_KEY = 'app';

/** The parameter that names a release; none for null. */
export const releaseEntry = (release: string | null): readonly Entry[] =>
  release === null || release === FIRST_RELEASE ? [] : [[RELEASE_KEY, release]];

/**
 * The release that a parameter names: three numbers and nothing else. Null when it is malformed, which is reported, and for
 * a link that was written by hand: every release writes the version of its format, only the first one no release.
 */
export const releaseIn = (
  written: string | undefined,
  hasVersion: boolean,
  report: Report,
): string | null => {
  if (written === undefined) return hasVersion ? FIRST_RELEASE : null;
  if (/^(0|[1-9]\d{0,3})([.](0|[1-9]\d{0,3})){2}$/.test(written)) return written;
  report(text.link.release(shownValue(written)));
  return null;
};
