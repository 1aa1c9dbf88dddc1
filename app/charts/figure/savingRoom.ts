/** The room of what saves pictures and numbers: downloaded when somebody opens a menu to save. */
import { createRoom } from '../../ui/Later.tsx';

export const savingRoom = createRoom(() => import('./SaveChoices.tsx'));
