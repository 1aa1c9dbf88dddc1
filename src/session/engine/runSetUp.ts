/** Makes the backend and trainer of a run, possibly before the run exists. */

import type { BackendName } from '../../analysis/produced/backend.ts';
import { UserError } from '../../core/errors.ts';
import { unpackTable } from '../../data/table/packedTable.ts';
import type { Table } from '../../data/table/table.ts';
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import { StepDoesNotFit } from '../../engine/backend/stepCapture.ts';
import type { CreateTrainer, Trainer } from '../../engine/train/trainer.ts';
import type * as weightTools from '../../engine/train/weightTools.ts';
import { problemsOfExperiment } from '../../experiment/costs/checks.ts';
import type { Clock } from '../../run/clock.ts';
import type { BackendChoiceReport, PreparingStage, RunStart } from '../../run/protocol.ts';
import { text } from '../../text/text.ts';
import type { BackendKeeper } from './backendKeeper.ts';
import type { UnfitBackend } from './chooseBackend.ts';
import { RunFailure } from './runFailure.ts';
import { createEarlyStopping, type EarlyStopping } from './stopping.ts';

// A timeout needs several checks: on a machine that wakes from sleep, all timers have expired.
const maxTimeoutChecks = 6;
const timeoutCheckMs = 10_000;

export interface SetUpTools {
  readonly createTrainer: CreateTrainer;
  /** Rejects with `NotDownloaded`. If absent, weights are neither exported nor imported. */
  readonly loadWeightTools?: () => Promise<
    Pick<typeof weightTools, 'checkpointOfWeights' | 'exportedNetworkOf'>
  >;
  readonly backends: BackendKeeper;
  readonly clock: Clock;
}

interface SetUpHooks {
  readonly onStage: (stage: PreparingStage, backend: BackendName) => void;
  readonly onBackend: (backend: RunningBackend) => void;
  readonly assertWanted: () => void;
}

/** The caller disposes the trainer. */
export interface RunSetUp extends Pick<Trainer, 'measuredCorrelations' | 'knownLosses'> {
  readonly trainer: Trainer;
  readonly report: BackendChoiceReport;
  readonly stopping: EarlyStopping;
}

/** Rejects with a `UserError`, and as `assertWanted` does; everything is then freed. */
export async function setUpRun(start: RunStart, tools: SetUpTools, hooks: SetUpHooks): Promise<RunSetUp> {
  const { experiment, excludedBackends = [], weights, isAlone = false, measuresAll = false } = start;
  const { onStage, assertWanted } = hooks;
  assertWanted();
  // Checked here because it may come unchecked from a link, a script or an older page.
  const [problem] = problemsOfExperiment(experiment);
  if (problem !== undefined) throw new UserError(problem.message);
  const loaded = weights && (await tools.loadWeightTools?.());
  const begun = weights && loaded?.checkpointOfWeights(experiment, weights);
  const openTable = () => openTableOf(start);
  const setUpWithout = async (unfit: UnfitBackend | null): Promise<RunSetUp> => {
    const options = { measuresAll, isAlone, openTable, unfit };
    const { backend, report } = await tools.backends.open(experiment, excludedBackends, onStage, options);
    hooks.onBackend(backend);
    assertWanted();
    const betweenParts = async (): Promise<void> => {
      await tools.clock.yieldToMessages();
      assertWanted();
    };
    const onCompiling = () => onStage('compiling', backend.name);
    const trainerHooks = { onCompiling, betweenParts, isAlone, openTable };
    try {
      const from = start.checkpoint ?? begun ?? null;
      const trainer = await tools.createTrainer(experiment, from, trainerHooks);
      const { measuredCorrelations, knownLosses } = trainer;
      const stopping = createEarlyStopping(experiment, knownLosses, start.checkpoint ?? null);
      const patient = backend.name === 'webgpu' ? patientTrainer(trainer) : trainer;
      return { trainer: patient, report, measuredCorrelations, knownLosses, stopping };
    } catch (error) {
      if (!(error instanceof StepDoesNotFit) || unfit !== null) throw error;
      return setUpWithout({ name: backend.name, why: error.message });
    }
  };
  return setUpWithout(null);
}

/** Null if the set-up cannot be shared. The experiment holds the file's hash. */
export function keyOfStart(start: RunStart): string | null {
  const { experiment, excludedBackends = [], checkpoint = null, table = null } = start;
  const { weights = [], measuresAll = false, isAlone = false, keepsNetworks = false } = start;
  if (checkpoint !== null || weights.length > 0 || measuresAll || isAlone || keepsNetworks) return null;
  return JSON.stringify([experiment, excludedBackends, table !== null]);
}

/** Rejects with a `UserError` if the file's rows are lost. */
export async function openTableOf({ table = null }: Pick<RunStart, 'table'>): Promise<Table | null> {
  if (!(table instanceof Blob)) return table;
  return unpackTable(table).catch(() => {
    throw new UserError(text.table.setup.lost);
  });
}

/** A trainer that rejects with a `RunFailure` if the GPU does not answer for a minute. */
export const patientTrainer = (trainer: Trainer): Trainer =>
  // Other members are inherited, not copied: `step` changes, and `knownLosses` is costly.
  Object.assign<Trainer, Partial<Trainer>>(Object.create(trainer), {
    settle: () => withAnswerDeadline(trainer.settle()),
    evaluate: () => withAnswerDeadline(trainer.evaluate()),
    beginEvaluation: async () => {
      const { found } = await withAnswerDeadline(trainer.beginEvaluation());
      return { found: withAnswerDeadline(found) };
    },
    checkpoint: () => withAnswerDeadline(trainer.checkpoint()),
  });

function withAnswerDeadline<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let numLooks = 0;
    const timer = setInterval(() => {
      numLooks += 1;
      if (numLooks < maxTimeoutChecks) return;
      end();
      reject(new RunFailure('device', text.engine.deviceFailed(text.engine.gpuSilent)));
    }, timeoutCheckMs);
    const end = () => clearInterval(timer);
    answer.then(resolve, reject).finally(end);
  });
}
