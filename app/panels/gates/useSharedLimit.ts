/** One colour scale for all heat maps of the panel, so that equal colours mean equal weights. */
import { useMemo } from 'react';
import type { MapView } from '../../charts/base/props.ts';
import { gateMatrixOf, groupingOf, limitOf } from '../../charts/gates/gateMatrix.ts';
import { useReplica, useView } from '../../state/playground.ts';
import type { GatedCard } from '../../view/useGatedCards.ts';

/** Its end, over all levels of all architectures shown. */
export function useSharedLimit(gated: readonly GatedCard[], mapView: MapView): number {
  const reading = useView((state) => state.reading);
  const replica = useReplica();
  return useMemo(() => {
    const matrices = gated.flatMap(({ topology, gates }) =>
      topology.levels.map((level, index) =>
        gateMatrixOf(level, gates?.levels[index] ?? null, replica, groupingOf(level, mapView)),
      ),
    );
    return limitOf(matrices, reading);
  }, [gated, mapView, reading, replica]);
}
