/** Compares networks with linear models row by row, on test rows that all replicas share. */
import { valuesOfTask } from '../../analysis/pairs.ts';
import type {
  CardEvaluation,
  KnownLosses,
  NetworkRowVariances,
  RowVariances,
} from '../../analysis/produced/evaluation.ts';
import { emptyReportableLosses, type ReportableLosses, reportedOf } from '../../analysis/reported.ts';
import { areaVarianceOf, lossVarianceOf, type ScoredRows } from '../../analysis/rowPairs.ts';
import { resplitsRows, sharesRows } from '../../data/rows.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { earlyStopOf, evaluationSizeOf, reportableAfter } from '../../run/reportable.ts';

export type RowPairing = ReturnType<typeof createRowPairing>;

// Most rows per task, and most numbers in all networks together (32 MB).
const MOST_ROWS = 20_000;
const MOST_NUMBERS = 8e6;

/** Logits at the steps reported so far, `[R * T]`. */
interface PairedNetwork {
  readonly reportable: ReportableLosses;
  readonly logits: readonly Float32Array[];
}

/** Null if no two replicas share test rows; then each replica is compared on its own. */
export const rowPairingOf = (experiment: Experiment, knownLosses: KnownLosses): RowPairing | null =>
  sharesRows(experiment.data) && !resplitsRows(experiment.data)
    ? createRowPairing(experiment, knownLosses)
    : null;

function createRowPairing(experiment: Experiment, knownLosses: KnownLosses) {
  const { cards, comparison, training, tasks } = experiment;
  const size = evaluationSizeOf(experiment);
  const numLists = cards.length * training.numReplicas * tasks.length;
  let networks: ReadonlyMap<string, PairedNetwork> = new Map();
  return {
    mostTestRows: Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / numLists)),
    take: (evaluations: readonly CardEvaluation[]): void => {
      if (earlyStopOf(experiment, networks) !== null) return;
      networks = new Map(
        evaluations.map(({ cardId: id, loss, testLogits = [] }) => {
          const before = networks.get(id) ?? { reportable: emptyReportableLosses, logits: [] };
          const reportable = reportableAfter(before.reportable, loss, { experiment, knownLosses });
          const { best, last } = reportable;
          const { steps = [] } = (comparison.reportingRule === 'finalStep' ? last : best) ?? {};
          const isTaken = (index: number) => reportable !== before.reportable && steps[index] === loss.step;
          const logits = testLogits.map((one, index) =>
            isTaken(index) ? one : (before.logits[index] ?? noLogits),
          );
          return [id, { reportable, logits }];
        }),
      );
    },
    /** Awaits `betweenParts` after each network. */
    varianceBesides: async (
      tested: readonly ScoredRows[],
      betweenParts: () => Promise<void>,
    ): Promise<RowVariances> => {
      const compared: [string, NetworkRowVariances][] = [];
      for (const [id, { reportable, logits }] of networks) {
        const { steps } = reportedOf(reportable, size, comparison.reportingRule);
        compared.push([id, { steps, ...pairedVariancesOf(tested, steps, logits) }]);
        await betweenParts();
      }
      return {
        numRows: tested.map(({ numRows }) => numRows),
        numCompared: tested.map(({ labels }) => labels.length),
        networks: Object.fromEntries(compared),
      };
    },
  };
}

const noLogits = new Float32Array();

function pairedVariancesOf(
  tested: readonly ScoredRows[],
  steps: readonly number[],
  logits: readonly Float32Array[],
): Omit<NetworkRowVariances, 'steps'> {
  const ofTasks = tested.map((rows, task) => {
    const alive = valuesOfTask(logits, task, tested.length).filter((_, replica) =>
      Number.isFinite(steps[replica * tested.length + task]),
    );
    const isWhole = alive.length > 0 && alive.every(({ length }) => length === rows.labels.length);
    return {
      loss: isWhole ? lossVarianceOf(rows, alive) : Number.NaN,
      area: isWhole && rows.isBinary ? areaVarianceOf(rows, alive) : Number.NaN,
    };
  });
  return { losses: ofTasks.map(({ loss }) => loss), areas: ofTasks.map(({ area }) => area) };
}
