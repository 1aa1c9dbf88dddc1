/** What draws weights, as one download: heat maps and diagrams. */
export { GatesPanel } from './gates/GatesPanel.tsx';
export { NetworkFigure } from './network/NetworkFigure.tsx';
export { NetworkPanel } from './network/NetworkPanel.tsx';
