/** The room of results. */
import { createRoom } from '../ui/Later.tsx';

export const resultsRoom = createRoom(() => import('./results.ts'));
