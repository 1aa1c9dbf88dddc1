/** What the stage shows of a followed row, as one download. */
export { GatePair } from './GatePair.tsx';
export { RowBar } from './RowBar.tsx';
