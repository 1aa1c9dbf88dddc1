/** Which cell of another architecture is like one of this: of the same owners, at the same place among what they own. */
import type { Grouping, WeightCell } from '../../../../src/analysis/gateWeights.ts';
import type { Owner } from '../../../../src/models/topology.ts';
import type { WeightPlace } from '../../../charts/base/props.ts';

/** The cell of `other` that is like the one of `own` that `place` is part of; null: there is none. */
export function likeCellOf(place: WeightPlace, own: Grouping, other: Grouping): WeightCell | null {
  const row = own.rows.findIndex(({ units }) => units.includes(place.unit));
  const column = own.columns.findIndex(({ experts }) => experts.includes(place.expert));
  const units = likeGroup(own.rows, row, other.rows)?.units;
  const experts = likeGroup(own.columns, column, other.columns)?.experts;
  return units === undefined || experts === undefined ? null : { units, experts };
}

function likeGroup<G extends { readonly owner: Owner }>(
  own: readonly G[],
  at: number,
  other: readonly G[],
): G | undefined {
  const group = own[at];
  if (group === undefined) return undefined;
  const isOfOwner = ({ owner }: G): boolean => owner === group.owner;
  return other.filter(isOfOwner)[own.filter(isOfOwner).indexOf(group)];
}
