/** What keeps the page and offers newer versions of it, downloaded when the page has settled. */
import { createRoom } from '../ui/Later.tsx';

export const offlineRoom = createRoom(() => import('./parts.ts'));
