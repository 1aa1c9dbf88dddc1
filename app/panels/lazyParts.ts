/** Lazy parts for results, networks, sweeps and offline use. */
import { lazyPart } from '../ui/Lazy.tsx';

export const resultsPart = lazyPart(() => import('./results.ts'));
// Downloaded in parallel, shown after the other results, but also without them.
export const comparePart = lazyPart(async () => {
  const panel = import('./compare/ComparePanel.tsx');
  await resultsPart.load().catch(() => {});
  return panel;
});
export const reproductionPart = lazyPart(() => import('./ReproductionBanner.tsx'));
export const inspectPart = lazyPart(() => import('./inspectPanels.tsx'));
// Downloaded when the page has settled.
export const offlinePart = lazyPart(() => import('../about/offline/NewVersionBanner.tsx'));
export const sweepPart = lazyPart(() => import('./SweepPlace.tsx'));
