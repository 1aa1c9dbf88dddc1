/** AdaTT in its general form (equations 1-9): every gate sees all experts, native weights add a unit's own. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { nativeName, streamGateNames } from './names.ts';
import {
  countsPerTask,
  levelDims,
  numSharedExperts,
  numTaskExperts,
  residual,
  taskExpertProblems,
  taskSpecificBackward,
  towerDims,
} from './options.ts';
import {
  expertOwners,
  expertsOwnedBy,
  indicesBelow,
  ownedLevels,
  streamIndexOf,
  taskSpecificTeaching,
  withTowers,
} from './rows.ts';
import type { ExpertOwner, NativeSpec } from './topology.ts';

const options = { numTaskExperts, numSharedExperts, levelDims, residual, taskSpecificBackward, towerDims };

/** Layouts of native weights; the reference library has two for learned ones. */
type NativeLayout = 'none' | 'fixed' | 'perLevel' | 'perUnit';

const nativeLayoutOf = (counts: readonly number[], numShared: number, residual: boolean): NativeLayout => {
  if (!residual) return 'none';
  const all = numShared === 0 ? counts : [...counts, numShared];
  if (all.every((count) => count === 1)) return 'fixed';
  return new Set(all).size === 1 && numShared === 0 ? 'perLevel' : 'perUnit';
};

interface UnitPosition {
  readonly owner: ExpertOwner;
  readonly level: number;
  readonly numTasks: number;
  readonly numLevels: number;
}

const nativeWeightsOf = (
  layout: NativeLayout,
  experts: readonly number[],
  { owner, level, numTasks, numLevels }: UnitPosition,
): NativeSpec | null => {
  const unit = streamIndexOf(owner, numTasks);
  switch (layout) {
    case 'none':
      return null;
    case 'fixed':
      return { kind: 'fixed', experts };
    // One tensor `[T, m]` per level: all units have equally many experts.
    case 'perLevel': {
      const shape = [numTasks, experts.length] as const;
      return { kind: 'learned', experts, tensor: nativeName(level), shape, row: unit };
    }
    // One tensor `[L, m_u]` per unit, `[L - 1, m_s]` for the shared unit, which the last level lacks.
    case 'perUnit': {
      const shape = [owner === 'shared' ? numLevels - 1 : numLevels, experts.length] as const;
      return { kind: 'learned', experts, tensor: nativeName(unit), shape, row: level };
    }
  }
};

export const adatt: Architecture<typeof options> = {
  id: 'adatt',
  label: text.models.label.adatt,
  libraryClass: 'AdaTTWSharedExps',
  role: 'subject',
  options,
  problemsOf: (values, { numTasks }) => taskExpertProblems(values.numTaskExperts, numTasks),
  topologyOf: (values, context) => {
    const { numTasks } = context;
    const counts = countsPerTask(values.numTaskExperts, numTasks);
    const owners = expertOwners(counts, values.numSharedExperts);
    const layout = nativeLayoutOf(counts, values.numSharedExperts, values.residual);
    const numLevels = values.levelDims.length;
    const levels = ownedLevels(values.levelDims, owners, numTasks, (owner, level) => {
      const reads = streamIndexOf(owner, numTasks);
      return {
        owner,
        gate: { reads, sees: indicesBelow(owners.length), linear: streamGateNames(level, reads) },
        native: nativeWeightsOf(layout, expertsOwnedBy(owner, owners), { owner, level, numTasks, numLevels }),
        ...(values.taskSpecificBackward && taskSpecificTeaching(owner, owners)),
      };
    });
    // The shared unit of a single level has no native weights, but the library keeps an empty tensor.
    const hasEmpty = layout === 'perUnit' && values.numSharedExperts > 0 && numLevels === 1;
    const empty = { name: nativeName(numTasks), shape: [0, values.numSharedExperts] } as const;
    const network = withTowers(levels, values.towerDims, context);
    return hasEmpty ? { ...network, emptyTensors: [empty] } : network;
  },
};
