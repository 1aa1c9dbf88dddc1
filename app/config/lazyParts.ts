/** Parts of the set-up that are loaded after the first paint. */
import { lazy } from 'react';

const loadDifferences = () => import('./differenceParts.ts');

export const OpenedChanges = lazy(async () => ({ default: (await loadDifferences()).OpenedChanges }));
export const CardDifferences = lazy(async () => ({ default: (await loadDifferences()).CardDifferences }));
export const Budget = lazy(async () => ({ default: (await import('./Budget.tsx')).Budget }));
