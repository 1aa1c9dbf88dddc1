/** Cross-Stitch (Misra et al. 2016): one expert per task, mixed by learned weights that ignore the input. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { stitchName } from './names.ts';
import { levelDims, towerDims } from './options.ts';
import { indicesBelow, ownedLevels, streamIndexOf, withTowers } from './rows.ts';
import type { ExpertOwner, UnitSpec } from './topology.ts';

const options = { levelDims, towerDims };

/** Takes its task's row of a `[T, T]` mixing matrix. */
const stitchUnit = (owner: ExpertOwner, level: number, numTasks: number): UnitSpec => ({
  owner,
  gate: null,
  native: {
    kind: 'learned',
    experts: indicesBelow(numTasks),
    tensor: stitchName(level),
    shape: [numTasks, numTasks],
    row: streamIndexOf(owner, numTasks),
  },
});

export const crossStitch: Architecture<typeof options> = {
  id: 'crossStitch',
  label: text.models.label.crossStitch,
  libraryClass: 'CrossStitch',
  options,
  problemsOf: () => [],
  topologyOf: (values, context) => {
    const { numTasks } = context;
    const levels = ownedLevels(values.levelDims, indicesBelow(numTasks), numTasks, (owner, level) =>
      stitchUnit(owner, level, numTasks),
    );
    return withTowers(levels, values.towerDims, context);
  },
};
