/** Parts of the set-up that are loaded after the first paint. */
import { lazy } from 'react';

export const Budget = lazy(async () => ({ default: (await import('./Budget.tsx')).Budget }));
