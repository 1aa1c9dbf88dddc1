/** Keeps the last run's backend open for exact repetition, and a GPU always: its compilers take seconds. */

import type { BackendName } from '../../analysis/produced/backend.ts';
import { idColumnsInRow } from '../../data/rows.ts';
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import type { OpenTable } from '../../engine/train/replicaData.ts';
import type { TrainerHooks } from '../../engine/train/trainer.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { PreparingStage } from '../../run/protocol.ts';
import type { ChosenBackend } from './choiceReport.ts';
import { type ChoiceTools, chooseBackend, type StartTool, type UnfitBackend } from './chooseBackend.ts';
import type { MeasuredBackend } from './measure.ts';

/** Owns the open backend; only the keeper closes it. */
export type BackendKeeper = ReturnType<typeof createBackendKeeper>;

interface OpenOptions {
  readonly measuresAll?: boolean;
  readonly isAlone?: boolean;
  readonly openTable?: OpenTable;
  readonly unfit?: UnfitBackend | null;
}

interface KeeperTools extends Omit<ChoiceTools, 'measure'> {
  readonly measure: (
    experiment: Experiment,
    onStage: (stage: PreparingStage) => void,
    hooks: Pick<TrainerHooks, 'isAlone' | 'openTable'>,
  ) => Promise<MeasuredBackend>;
}

// Below this many rows (over cards and replicas), calling an operation costs more than the operation.
const maxTinyRows = 64;

export function createBackendKeeper(tools: KeeperTools) {
  let kept: KeptBackend | null = null;
  let gpu: RunningBackend | null = null;
  let isGpuLost = false;
  const start: StartTool = async (name) => {
    if (name !== 'webgpu') return tools.start(name);
    if (gpu === null) {
      const started = await tools.start(name);
      const close = () => {
        gpu = null;
        started.close();
      };
      gpu = { ...started, close };
      isGpuLost = false;
      started.onLost(() => {
        isGpuLost = true;
      });
    } else await gpu.activate();
    return gpu;
  };
  const close = (): void => {
    kept?.chosen.backend.close();
    kept = null;
    gpu?.close();
  };
  return {
    /** No tensor may be alive. */
    open: async (
      experiment: Experiment,
      excluded: readonly BackendName[],
      onStage: (stage: PreparingStage, backend: BackendName) => void,
      { measuresAll = false, isAlone = false, openTable = async () => null, unfit = null }: OpenOptions = {},
    ): Promise<ChosenBackend> => {
      const asked = backendRequirementsOf(experiment, excluded, unfit);
      // Not earlier: the run that lost it may have held tensors.
      if (isGpuLost || [...excluded, unfit?.name].includes('webgpu')) gpu?.close();
      const isOpen = kept?.chosen.backend.name !== 'webgpu' || gpu !== null;
      if (!measuresAll && kept !== null && isOpen && isStillSuitable(kept, asked)) return kept.chosen;
      kept?.chosen.backend.rest();
      kept = null;
      const { training } = experiment;
      const request = {
        choice: training.backend,
        excluded,
        unfit,
        isTiny: isTinyWork(experiment),
        measuresAll,
        training,
      };
      const measure = (name: BackendName) =>
        tools.measure(experiment, (stage) => onStage(stage, name), { isAlone, openTable });
      const chosen = await chooseBackend(request, { ...tools, start, measure });
      kept = { asked, chosen };
      return chosen;
    },
    close,
  };
}

interface BackendRequirements {
  readonly choice: string;
  readonly work: string;
}

interface KeptBackend {
  readonly asked: BackendRequirements;
  readonly chosen: ChosenBackend;
}

function backendRequirementsOf(
  experiment: Experiment,
  excluded: readonly BackendName[],
  unfit: UnfitBackend | null,
): BackendRequirements {
  const { tasks, data, cards, training } = experiment;
  const networks = cards.map((card) => [card.architecture, card.options]);
  return {
    choice: JSON.stringify([training.backend, excluded, unfit?.name, isTinyWork(experiment)]),
    work: JSON.stringify([
      tasks.map((task) => task.kind),
      [data.inputDim, idColumnsInRow({ tasks, data }), training.numReplicas, training.batchSize],
      networks,
    ]),
  };
}

// Other networks need another choice only if it was measured, and another backend only on a GPU.
function isStillSuitable({ asked, chosen }: KeptBackend, next: BackendRequirements): boolean {
  if (asked.choice !== next.choice) return false;
  const { backend, candidates } = chosen.report;
  const bearsOnWork = backend === 'webgpu' || candidates.some(({ msPerStep }) => msPerStep !== null);
  return !bearsOnWork || asked.work === next.work;
}

function isTinyWork({ cards, training }: Experiment): boolean {
  return cards.length * training.numReplicas * training.batchSize <= maxTinyRows;
}
