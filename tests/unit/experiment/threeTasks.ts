/** An experiment for tests that are not about the defaults: what they count and name by hand does not change with these. */
import { cardsOf } from '../../../src/experiment/defaults.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { readLink } from '../../../src/experiment/link/link.ts';

const { experiment } = readLink(
  'tasks=3&t1=noise:.1&t2=noise:.1&t3=noise:.1&corr=.9,.1,.1&source=synthetic&train=4000&feat=8&common=8&budget=asConfigured',
);

/** Three tasks, the first two of them alike, on 4,000 rows; architectures are trained as they are configured. */
export const threeTasks = (architectures: readonly string[]): Experiment => ({
  ...experiment,
  cards: cardsOf(architectures),
});
