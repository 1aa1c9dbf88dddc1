/** The networks that are trained for some cards. */
import { useMemo } from 'react';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { pickedNetworks } from '../../src/run/summary.ts';
import { useNetworks } from '../state/playground.ts';

/** The trained network of each card, by its id: the one picked where several are trained for one. The same while they are the same. */
export function useNetworkIds(
  experiment: Experiment,
  cards: readonly CardConfig[],
): ReadonlyMap<string, string> {
  const networks = useNetworks();
  const written = useMemo(() => {
    const picked = pickedNetworks(experiment, networks);
    return cards.map(({ id }) => `${id} ${picked.get(id) ?? id}`).join('\n');
  }, [experiment, networks, cards]);
  return useMemo(
    () =>
      new Map(written === '' ? [] : written.split('\n').map((line) => line.split(' ') as [string, string])),
    [written],
  );
}
