/** What answers is loaded after the charts: it is words and tables, and they take longest to draw. */
import { lazy } from 'react';

/** Fetches it ahead of time. */
export const loadVerdict = () => import('./verdictParts.ts');

export const Verdict = lazy(async () => ({ default: (await loadVerdict()).Verdict }));
export const Outcomes = lazy(async () => ({ default: (await loadVerdict()).Outcomes }));
export const Seesaw = lazy(async () => ({ default: (await loadVerdict()).Seesaw }));
