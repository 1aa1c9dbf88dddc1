/** The lazy part that keeps the page and offers newer versions of it, downloaded when the page has settled. */
import { lazyPart } from '../ui/Lazy.tsx';

export const offlinePart = lazyPart(() => import('./NewVersionBanner.tsx'));
