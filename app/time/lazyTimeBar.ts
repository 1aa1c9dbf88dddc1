/** The time machine comes after the first paint: there is nothing to go back to before. */
import { lazy } from 'react';

export const TimeBar = lazy(async () => ({ default: (await import('./TimeBar.tsx')).TimeBar }));
