/** The lazy part of the visitor's own data. */
import { lazyPart } from '../ui/Lazy.tsx';

export const ownDataPart = lazyPart(() => import('./OwnData.tsx'));
