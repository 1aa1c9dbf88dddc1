/** Shared-Bottom (Caruana 1997): one network that every task's tower reads. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { bottomNames } from './names.ts';
import { levelDims, towerDims } from './options.ts';
import { indices, withTowers } from './rows.ts';
import type { UnitSpec } from './topology.ts';

const options = { levelDims, towerDims };

const bottomUnit = (task: number): UnitSpec => ({
  owner: task,
  gate: null,
  native: { kind: 'fixed', experts: [0] },
});

/** One level whose only expert has the widths of all levels as its layers. */
export const sharedBottom: Architecture<typeof options> = {
  id: 'sharedBottom',
  label: text.models.label.sharedBottom,
  options,
  problemsOf: () => [],
  topologyOf: (values, context) => {
    const dims = values.levelDims.flat();
    const bottom = { owner: 'shared', reads: 0, layers: bottomNames(dims.length) } as const;
    const level = { dims, experts: [bottom], units: indices(context.numTasks).map(bottomUnit) };
    return withTowers([level], values.towerDims, context);
  },
};
