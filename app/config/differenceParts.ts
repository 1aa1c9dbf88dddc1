/** What compares configurations, as one download. */
export { CardDifferences } from './CardDifferences.tsx';
export { OpenedChanges } from './OpenedChanges.tsx';
