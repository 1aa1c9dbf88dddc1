/** The search of a page as points of a sweep: one per run of its plan, whose later runs follow from the ones before. */
import { oncePer } from '../../../src/core/oncePer.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { dataFields } from '../../../src/experiment/fields.ts';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import type { SearchPoint } from '../../../src/studies/search/halving.ts';
import { searchPlanOf } from '../../../src/studies/search/plan.ts';
import { experimentOfRun, searchPointOf } from '../../../src/studies/search/runs.ts';
import { readSearch, writtenSearch } from '../../../src/studies/search/savedSearch.ts';
import { text } from '../../../src/text/text.ts';
import { createOnPage, type PointsOwner } from './pointControllers.ts';
import { PointsController, type PointsKind } from './pointsController.ts';
import type { Sweep } from './sweepState.ts';

/** The plan of an experiment's search; the widths of all its candidates are solved once. */
export const planOfSearch = oncePer((experiment: Experiment) => searchPlanOf(experiment));

/** The value that stands for the experiment itself. */
const WHOLE = -1;

/** The search of an experiment; its values are places in the plan. */
export const searchOfExperiment = (experiment: Experiment): Sweep => ({
  experiment,
  axisId: 'search',
  axis: {
    id: 'search',
    part: 'cards',
    field: { ...dataFields.draw, defaultValue: WHOLE },
    usualRange: { from: 0, to: planOfSearch(experiment).runs.length - 1 },
    experimentAt: (given, value) =>
      value === WHOLE ? asLargeAsReference(given) : experimentOfRun(planOfSearch(given), value, []),
  },
  values: planOfSearch(experiment).runs.map((_, value) => value),
  leftOutIds: [],
});

/** All that a search depends on: sizes are those of the reference card, whatever the budget. */
const asLargeAsReference = (experiment: Experiment): Experiment => ({
  ...experiment,
  comparison: { ...experiment.comparison, budget: 'equalParameters' },
});

/** Searches as the page trains and keeps them. */
export const searches: PointsKind<SearchPoint> = {
  experimentAt: ({ experiment }, value, points) => experimentOfRun(planOfSearch(experiment), value, points),
  pointOf: (value, experiment, trained, sweep) =>
    searchPointOf(planOfSearch(sweep.experiment), value, experiment, trained),
  storageKey: 'search',
  written: ({ sweep, points }) => writtenSearch({ config: linkOf(sweep.experiment), points }),
  read: (written) => {
    const saved = readSearch(written);
    if (saved === null) return null;
    return { sweep: searchOfExperiment(readLink(saved.config).experiment), points: saved.points };
  },
  words: text.search.status,
};

/** The search of a page, made when it is first wanted. */
export const searchControllerOf = oncePer((page: PointsOwner) =>
  createOnPage(page, (dependencies) => new PointsController(dependencies, searches)),
);
