/** The lazy parts of results, of what made them, and of what is said above them. */
import { lazyPart } from '../ui/Lazy.tsx';

export const resultsPart = lazyPart(() => import('./results.ts'));
/** Comes beside the other results and is shown after them, but also without them. */
export const comparePart = lazyPart(async () => {
  const panel = import('./compare/ComparePanel.tsx');
  await resultsPart.load().catch(() => {});
  return panel;
});
/** Part of links that bring a result, and of runs from files. */
export const reproductionPart = lazyPart(() => import('./ReproductionBanner.tsx'));
export const networksPart = lazyPart(() => import('./networks.ts'));
/** Keeps the page and offers newer versions of it; downloaded when the page has settled. */
export const offlinePart = lazyPart(() => import('../about/offline/NewVersionBanner.tsx'));
export const sweepPart = lazyPart(() => import('./SweepPlace.tsx'));
