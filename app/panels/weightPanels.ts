/** What draws weights, as one download: heat maps and diagrams. */
export { GatesPanel } from './GatesPanel.tsx';
export { NetworkFigure } from './NetworkFigure.tsx';
export { NetworkPanel } from './NetworkPanel.tsx';
