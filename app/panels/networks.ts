/** The inside of the networks, as one download. */
export { GatesPanel } from './gates/GatesPanel.tsx';
export { NetworkFigure } from './network/NetworkFigure.tsx';
export { NetworkPanel } from './network/NetworkPanel.tsx';
