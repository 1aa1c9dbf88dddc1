/** Who lends to whom at the end of a recorded preset, as the gallery shows it. */

import type { RibbonWeights } from '../../app/config/presets/pictures.tsx';
import { groupingByOwner, weightRangesOf } from '../../src/analysis/gateWeights.ts';
import { budgetOf } from '../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import type { StartedRun } from '../../src/run/run.ts';

/** Those of the first card whose last level has an owner for every expert and a unit for every task; null: there is none. */
export function ribbonsOf({
  experiment,
  networks,
}: Pick<StartedRun, 'experiment' | 'networks'>): RibbonWeights | null {
  for (const { card } of budgetOf(experiment).cards) {
    const level = topologyOfCard(card, experiment)?.levels.at(-1);
    const statistics = networks.get(card.id)?.history.at(-1)?.gates.levels.at(-1);
    if (level === undefined || statistics === undefined) continue;
    const grouping = groupingByOwner(level);
    const isOfTasks = [grouping.rows, grouping.columns].every(
      (places) =>
        places.length === experiment.tasks.length && places.every(({ owner }, task) => owner === task),
    );
    if (!isOfTasks) continue;
    const ranges = weightRangesOf(level, statistics, { replica: 'mean', reading: 'sum', grouping });
    return ranges.map((row) => row.map((range) => Math.round(100 * (range?.mean ?? 0)) / 100));
  }
  return null;
}
