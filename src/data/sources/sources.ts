/** All data sources as forms and checks see them; `registry.ts` can make their rows. A new one has a line in both. */
import { isFunnel } from '../funnel.ts';
import type { DataSetup, SourceInfo } from '../types.ts';
import { sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import { tableInfo } from './tableInfo.ts';

/** All sources, in the order in which a form offers them. */
export const sourceInfos: readonly SourceInfo[] = [syntheticInfo, sharedFeaturesInfo, tableInfo];

/** Settings that mean nothing to these data; the form and the sweeps leave them out. */
export const unusedSettingsOf = ({ tasks, data }: DataSetup): SourceInfo['unusedSettings'] => [
  ...(sourceInfos.find(({ id }) => id === data.source)?.unusedSettings ?? []),
  ...(data.secondCorrelation === null ? (['switching'] as const) : []),
  ...(tasks.some(({ kind }) => kind === 'binary') ? [] : (['labelTemperature', 'positives'] as const)),
  ...(isFunnel(tasks) ? [] : (['noiseDependence'] as const)),
];
