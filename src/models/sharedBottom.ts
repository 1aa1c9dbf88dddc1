/** Shared-Bottom (Caruana 1997): one network that every task's tower reads. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { bottomNames } from './names.ts';
import { levelDims, towerDims } from './options.ts';
import { indicesBelow, passingUnit, withTowers } from './rows.ts';

const options = { levelDims, towerDims };

// The widths of all levels become the layers of the only expert.
export const sharedBottom: Architecture<typeof options> = {
  id: 'sharedBottom',
  label: text.models.label.sharedBottom,
  libraryClass: 'SharedBottom',
  options,
  problemsOf: () => [],
  topologyOf: (values, context) => {
    const dims = values.levelDims.flat();
    const bottom = { owner: 'shared', reads: 0, layers: bottomNames(dims.length) } as const;
    const units = indicesBelow(context.numTasks).map((task) => passingUnit(task, 0));
    return withTowers([{ dims, experts: [bottom], units }], values.towerDims, context);
  },
};
