/** Scripts below and above the letters of equations. */
import { isFlat, type Sign } from '../../../src/models/equations.ts';
import type { LevelSpec, Owner, Topology } from '../../../src/models/topology.ts';

export interface Scripts {
  readonly below: string;
  readonly above: string;
}

const SHARED = 's';

const ownerLabel = (owner: Owner): string => (owner === 'shared' ? SHARED : String(owner + 1));

/** Label of one of them: its number where nobody owns any; else the owner, with a number where an owner has several. */
function labelOf(specs: readonly { readonly owner: Owner }[], index: number): string {
  if (specs.every(({ owner }) => owner === 'shared')) return specs.length === 1 ? '' : String(index + 1);
  const owner = specs[index]?.owner ?? 'shared';
  const owners = specs.map((spec) => spec.owner);
  const place = owners.slice(0, index).filter((other) => other === owner).length;
  return new Set(owners).size === owners.length ? ownerLabel(owner) : `${ownerLabel(owner)},${place + 1}`;
}

/** Streams below the first level are those of its experts. */
function streamLabel({ levels }: Topology, level: number, stream: number): string {
  const below = levels[level];
  if (below) return labelOf(below.units, stream);
  const experts = levels[0]?.experts ?? [];
  const isNobodys = experts.every(({ owner }) => owner === 'shared');
  return isNobodys
    ? String(stream + 1)
    : ownerLabel(experts.find(({ reads }) => reads === stream)?.owner ?? 'shared');
}

const joined = (unit: string, expert: string): string =>
  [unit, expert].filter((part) => part !== '').join(expert.includes(',') ? ';' : ',');

function belowOf(topology: Topology, spec: LevelSpec, { letter, index, experts, isWhole }: Sign): string {
  if (letter === 'e' || (letter === 'E' && !isWhole)) return labelOf(spec.experts, index);
  const unit = labelOf(spec.units, index);
  if (letter === 'E') return experts.length === spec.experts.length && topology.numTasks > 1 ? '' : unit;
  return joined(unit, isWhole || experts[0] === undefined ? '' : labelOf(spec.experts, experts[0]));
}

export function scriptsOf(topology: Topology, sign: Sign): Scripts {
  const { letter, level, index } = sign;
  if (letter === 'x') return { below: '', above: '' };
  if (letter === 'y' || letter === 'h') return { below: String(index + 1), above: '' };
  const above = isFlat(topology) ? '' : String(level + 1);
  if (letter === 'f') return { below: streamLabel(topology, level, index), above };
  const spec = topology.levels[level];
  return { below: spec ? belowOf(topology, spec, sign) : '', above };
}
