/** Everything that shows the inside of networks, as one download. */
export { GatesPanel } from './gates/GatesPanel.tsx';
export { LearnedPanel } from './learned/LearnedPanel.tsx';
export { NetworkPanel } from './network/NetworkPanel.tsx';
export { RowPanel } from './row/RowPanel.tsx';
