/** True while the experiment that was opened last is that of the first visit, which needs no story. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { usePlayground } from '../state/playground.ts';
import { runKeyOf } from '../state/run/runKey.ts';

export function useIsOpening(): boolean {
  const opened = useStore(usePlayground().experiments, (state) => state.opened);
  const openingKey = useMemo(() => runKeyOf(defaultExperiment()), []);
  return useMemo(() => runKeyOf(opened), [opened]) === openingKey;
}
