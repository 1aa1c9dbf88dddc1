/** Parts of the set-up that are loaded after the first paint. */
import { lazy } from 'react';

const loadDifferences = () => import('./differenceParts.ts');
const loadCorrelation = () => import('./correlation/correlationParts.ts');

export const OpenedChanges = lazy(async () => ({ default: (await loadDifferences()).OpenedChanges }));
export const CardDifferences = lazy(async () => ({ default: (await loadDifferences()).CardDifferences }));
export const Budget = lazy(async () => ({ default: (await import('./Budget.tsx')).Budget }));
export const CorrelationEditor = lazy(async () => ({ default: (await loadCorrelation()).CorrelationEditor }));
export const PatternMenu = lazy(async () => ({ default: (await loadCorrelation()).PatternMenu }));
export const ComparisonSection = lazy(async () => ({
  default: (await import('./ComparisonSection.tsx')).ComparisonSection,
}));
