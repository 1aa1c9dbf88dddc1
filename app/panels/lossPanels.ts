/** What draws losses, as one download. */
export { ComparePanel } from './compare/ComparePanel.tsx';

/** The chart library, which the first loss chart would otherwise wait for. */
export const loadChartLibrary = () => import('../charts/lines/LinePlot.tsx');
