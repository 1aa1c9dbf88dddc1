/** The rooms of results and of what made them. */
import { createRoom } from '../ui/Later.tsx';

export const resultsRoom = createRoom(() => import('./results.ts'));
export const networksRoom = createRoom(() => import('./networks.ts'));
export const sweepRoom = createRoom(() => import('../sweep/SweepPanel.tsx'));
