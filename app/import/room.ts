/** The room of the visitor's own data. */
import { createRoom } from '../ui/Later.tsx';

export const importRoom = createRoom(() => import('./parts.ts'));
