/** The lazy part of what saves pictures and numbers: downloaded when somebody opens a menu to save. */
import { lazyPart } from '../../ui/Lazy.tsx';

export const savingPart = lazyPart(() => import('./SaveChoices.tsx'));
