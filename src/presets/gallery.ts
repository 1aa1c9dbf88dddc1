/** Facts that the gallery shows of a recorded preset: how long it took, and who lends to whom at its end. */
import { byOwner, weightRangesOf } from '../analysis/gateWeights.ts';
import { budgetOf } from '../experiment/derived/budget.ts';
import { topologyOfCard } from '../experiment/derived/cardTopology.ts';
import type { StartedRun } from '../run/run.ts';

/** `[T][T]`, receiving tasks by lending tasks: gate + native of the last level, mean over repetitions. */
export type Ribbons = readonly (readonly number[])[];

export interface GalleryEntry {
  /** Duration of its run, or of its whole sweep, on two cores without a GPU. */
  readonly seconds: number;
  /** Null: see `ribbonsOf`. */
  readonly ribbons: Ribbons | null;
}

/** Those of the first card whose last level has an owner for every expert and a unit for every task; null: there is none. */
export function ribbonsOf({
  experiment,
  networks,
}: Pick<StartedRun, 'experiment' | 'networks'>): Ribbons | null {
  for (const { card } of budgetOf(experiment).cards) {
    const level = topologyOfCard(card, experiment)?.levels.at(-1);
    const statistics = networks.get(card.id)?.history.at(-1)?.gates.levels.at(-1);
    if (level === undefined || statistics === undefined) continue;
    const grouping = byOwner(level);
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
