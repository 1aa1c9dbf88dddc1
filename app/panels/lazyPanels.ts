/** Panels that draw: loaded after the controls are on screen. */
import { lazy } from 'react';
import { loadVerdict } from './verdict/lazyVerdict.ts';

const loadLosses = () => import('./lossPanels.ts');
const loadWeights = () => import('./weightPanels.ts');

/** Fetches what the first result will be drawn with. Should it fail, the panel says so when it is wanted. */
export const loadAhead = (): void => {
  Promise.all([loadLosses().then(({ loadChartLibrary }) => loadChartLibrary()), loadVerdict()]).catch(
    () => {},
  );
};

const loadAlarms = () => import('./gates/alarmParts.ts');
const loadReproduction = () => import('./notices/ReproductionBanner.tsx');

export const ReproductionBanner = lazy(async () => ({
  default: (await loadReproduction()).ReproductionBanner,
}));
export const AlarmAnnouncer = lazy(async () => ({ default: (await loadAlarms()).AlarmAnnouncer }));
export const AlarmCount = lazy(async () => ({ default: (await loadAlarms()).AlarmCount }));
export const ComparePanel = lazy(async () => ({ default: (await loadLosses()).ComparePanel }));
export const GatesPanel = lazy(async () => ({ default: (await loadWeights()).GatesPanel }));
export const NetworkFigure = lazy(async () => ({ default: (await loadWeights()).NetworkFigure }));
export const NetworkPanel = lazy(async () => ({ default: (await loadWeights()).NetworkPanel }));
