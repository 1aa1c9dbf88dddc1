/**
 * Keeps the backend of the last run open for the next one. The same set-up gets the same backend without measuring
 * again, so that a run that is reset repeats itself exactly.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import type { BackendName } from '../../results/results.ts';
import type { PreparingStage } from '../protocol.ts';
import { type ChosenBackend, chooseBackend, type StartTool } from './chooseBackend.ts';

/** Owns the open backend; only the keeper closes it. */
export interface BackendKeeper {
  /** Opens and activates the backend for `experiment`, and tells `onStage` what takes its time. `measuresAll`: see `Command`. No tensor may be alive. */
  readonly open: (
    experiment: Experiment,
    excluded: readonly BackendName[],
    onStage: (stage: PreparingStage, backend: BackendName) => void,
    measuresAll?: boolean,
  ) => Promise<ChosenBackend>;
  /** Idempotent. Closes what is open. */
  readonly close: () => void;
}

/** What a keeper needs to choose. */
export interface KeeperTools {
  readonly start: StartTool;
  /** Milliseconds per step of `experiment` on the active backend; tells `onStage` what begins. */
  readonly measure: (experiment: Experiment, onStage: (stage: PreparingStage) => void) => Promise<number>;
}

/** A batch of so few rows (over cards and replicas) that the cost of calling an operation outweighs the operation. */
const tinyRows = 64;

/** Keeps nothing yet. */
export function createBackendKeeper(tools: KeeperTools): BackendKeeper {
  let kept: { readonly key: string; readonly chosen: ChosenBackend; isLost: boolean } | null = null;
  const close = () => {
    kept?.chosen.backend.close();
    kept = null;
  };
  return {
    open: async (experiment, excluded, onStage, measuresAll = false) => {
      const key = keyOf(experiment, excluded);
      if (!measuresAll && kept?.key === key && !kept.isLost) return kept.chosen;
      // Also frees the buffers a GPU backend pools: those of other sizes would never be used again.
      close();
      const choice = experiment.training.backend;
      const request = { choice, excluded, isTiny: isTiny(experiment), measuresAll };
      const measure = (name: BackendName) => tools.measure(experiment, (stage) => onStage(stage, name));
      const chosen = await chooseBackend(request, { start: tools.start, measure });
      const keeping = { key, chosen, isLost: false };
      // Closed by the next `open`: the run that lost it may still hold tensors.
      chosen.backend.onLost(() => {
        keeping.isLost = true;
      });
      kept = keeping;
      return chosen;
    },
    close,
  };
}

/** Everything that bears on speed. */
function keyOf(experiment: Experiment, excluded: readonly BackendName[]): string {
  const { tasks, data, cards, training } = experiment;
  const work = [data.inputDim, training.numReplicas, training.batchSize, training.backend];
  const networks = cards.map((card) => [card.architecture, card.options]);
  return JSON.stringify([tasks.map((task) => task.kind), work, networks, excluded]);
}

function isTiny({ cards, training }: Experiment): boolean {
  return cards.length * training.numReplicas * training.batchSize <= tinyRows;
}
