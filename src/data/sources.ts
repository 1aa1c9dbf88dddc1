/** All data sources as forms and checks see them; `registry.ts` can make their rows. A new one has a line in both. */
import { sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import type { SourceInfo } from './types.ts';

/** In the order in which a form offers them. */
export const sourceInfos: readonly SourceInfo[] = [syntheticInfo, sharedFeaturesInfo];
