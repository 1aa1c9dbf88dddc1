/** Release that made a link: another may compute other numbers, so the reader is told. */

import type { ReportProblem } from '../../core/schema/field.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import type { LinkEntry } from './entries.ts';

// Version of package.json, set by the build.
declare const __RELEASE__: string | undefined;

// The only release whose links name none.
const FIRST_RELEASE = '0.1.0';

export const thisRelease: string = typeof __RELEASE__ === 'string' ? __RELEASE__ : FIRST_RELEASE;

export const RELEASE_KEY = 'app';

export const releaseEntry = (release: string | null): readonly LinkEntry[] =>
  release === null || release === FIRST_RELEASE ? [] : [[RELEASE_KEY, release]];

/** Null if malformed or written by hand: only links of the first release name no release. */
export const releaseIn = (
  written: string | undefined,
  hasVersion: boolean,
  report: ReportProblem,
): string | null => {
  if (written === undefined) return hasVersion ? FIRST_RELEASE : null;
  if (/^(0|[1-9]\d{0,3})([.](0|[1-9]\d{0,3})){2}$/.test(written)) return written;
  report(text.link.release(shownValue(written)));
  return null;
};
