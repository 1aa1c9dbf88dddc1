/** Lists data sources for forms and checks, without the code that makes rows; see also `registry.ts`. */
import { isFunnel } from '../funnel.ts';
import type { DataSetup, SourceInfo } from '../types.ts';
import { sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import { tableInfo } from './tableInfo.ts';

export const sourceInfos: readonly SourceInfo[] = [syntheticInfo, sharedFeaturesInfo, tableInfo];

/** Settings without effect on this source, which the form and sweeps omit. */
export const unusedSettingsOf = ({ tasks, data }: DataSetup): SourceInfo['unusedSettings'] => [
  ...(sourceInfos.find(({ id }) => id === data.source)?.unusedSettings ?? []),
  ...(data.secondCorrelation === null ? (['switching'] as const) : []),
  ...(tasks.some(({ kind }) => kind === 'binary') ? [] : (['labelTemperature', 'positives'] as const)),
  ...(isFunnel(tasks) ? [] : (['noiseDependence'] as const)),
];
