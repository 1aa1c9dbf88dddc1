/** The lazy parts of results and of what made them. */
import { lazyPart } from '../ui/Lazy.tsx';

export const resultsPart = lazyPart(() => import('./results.ts'));
export const networksPart = lazyPart(() => import('./networks.ts'));
export const sweepPart = lazyPart(() => import('./SweepPlace.tsx'));
