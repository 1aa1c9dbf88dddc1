/** Levels of MMoE and ML-MMoE: experts that belong to nobody, mixed by gates that read the raw input. */
import { expertNames, inputGateNames } from './names.ts';
import { indices } from './rows.ts';
import type { ExpertSpec, LevelSpec, Owner, UnitSpec } from './topology.ts';

const sharedExpert = (level: number, expert: number, numLayers: number): ExpertSpec => ({
  owner: 'shared',
  reads: expert,
  layers: expertNames(level, expert, numLayers),
});

const mixingUnit = (owner: Owner, level: number, unit: number, numExperts: number): UnitSpec => ({
  owner,
  gate: { reads: 'input', sees: indices(numExperts), linear: inputGateNames(level, unit) },
  native: null,
});

/** The last level has a unit per task; those before have one per expert of the next, owned by nobody. */
export const mixtureLevels = (
  levelDims: readonly (readonly number[])[],
  numExperts: number,
  numTasks: number,
): readonly LevelSpec[] =>
  levelDims.map((dims, level) => {
    const isLast = level === levelDims.length - 1;
    const owners: readonly Owner[] = isLast ? indices(numTasks) : indices(numExperts).map(() => 'shared');
    return {
      dims,
      experts: indices(numExperts).map((expert) => sharedExpert(level, expert, dims.length)),
      units: owners.map((owner, unit) => mixingUnit(owner, level, unit, numExperts)),
    };
  });
