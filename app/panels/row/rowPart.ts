/** Download of what the stage shows of a followed row. */
import { lazyPart } from '../../ui/Lazy.tsx';

export const rowPart = lazyPart(() => import('./row.ts'));
