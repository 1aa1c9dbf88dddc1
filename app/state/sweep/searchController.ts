/** Runs a search over architectures as a sweep with one point per run. */
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

// Memoised: solving the widths of all candidates is costly.
export const planOfSearch = oncePer((experiment: Experiment) => searchPlanOf(experiment));

// Stands for the experiment itself.
const WHOLE = -1;

/** Values are indices into the plan. */
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

// A search always uses the sizes of the reference card, whatever the budget.
const asLargeAsReference = (experiment: Experiment): Experiment => ({
  ...experiment,
  comparison: { ...experiment.comparison, budget: 'equalParameters' },
});

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

export const searchControllerOf = oncePer((page: PointsOwner) =>
  createOnPage(page, (dependencies) => new PointsController(dependencies, searches)),
);
