/** Names of owners, experts and units in pictures. */
import type { ExpertOwner, ExpertSpec } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';

export function ownerName(owner: ExpertOwner, taskNames: readonly string[]): string {
  return owner === 'shared' ? text.charts.shared : (taskNames[owner] ?? text.charts.taskFallback(owner));
}

export function expertName(
  experts: readonly ExpertSpec[],
  expert: number,
  taskNames: readonly string[],
): string {
  const owner = experts[expert]?.owner ?? 'shared';
  const siblings = indicesWithSameOwner(experts, owner);
  return text.charts.expertOf(ownerName(owner, taskNames), siblings.indexOf(expert), siblings.length);
}

export function unitName(
  specs: readonly { readonly owner: ExpertOwner }[],
  index: number,
  taskNames: readonly string[],
): string {
  const owner = specs[index]?.owner ?? 'shared';
  const siblings = indicesWithSameOwner(specs, owner);
  return text.charts.unitOf(ownerName(owner, taskNames), siblings.indexOf(index), siblings.length);
}

function indicesWithSameOwner(
  specs: readonly { readonly owner: ExpertOwner }[],
  owner: ExpertOwner,
): readonly number[] {
  return specs.flatMap((spec, index) => (spec.owner === owner ? [index] : []));
}
