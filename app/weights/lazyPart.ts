/** The download that saves and loads networks. */
import { lazyPart } from '../ui/Lazy.tsx';

export const weightsPart = lazyPart(() => import('./weights.ts'));
