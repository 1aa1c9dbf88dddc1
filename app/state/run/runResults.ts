/**
 * What a run has produced: evaluations and divergences per network. Plain data that is replaced, never changed, so that
 * charts can tell what is new. Knows no React; the run controller holds it.
 */

import { type KeptEvaluations, noEvaluations } from '../../../src/analysis/reported.ts';
import { keepReportable, type NetworkOfRun } from '../../../src/report/evaluations.ts';
import type { Recording } from '../../../src/report/recording.ts';
import type { Evaluation } from '../../../src/results/results.ts';
import type { SessionEvent } from '../../../src/session/protocol.ts';
import { boundedHistories } from './runHistory.ts';
import { type RunStatus, recordingAfter } from './runStatus.ts';

export interface Divergence {
  readonly replica: number;
  readonly step: number;
}

export interface NetworkResults {
  /** In order of steps; of a long run not all of them. */
  readonly history: readonly Evaluation[];
  /** What may be reported of all evaluations. */
  readonly kept: KeptEvaluations;
  readonly diverged: readonly Divergence[];
}

/** By id of the network: that of its card unless a card is trained with several learning rates, see `trainingsOf`. */
export type RunResults = ReadonlyMap<string, NetworkResults>;

export const noResults: RunResults = new Map();

const nothingYet: NetworkResults = { history: [], kept: noEvaluations, diverged: [] };

/** Those of a network, empty ones if there are none. */
export const resultsOf = (results: RunResults, networkId: string): NetworkResults =>
  results.get(networkId) ?? nothingYet;

const withNetwork = (results: RunResults, networkId: string, part: Partial<NetworkResults>): RunResults =>
  new Map(results).set(networkId, { ...resultsOf(results, networkId), ...part });

/** The results after `event`, given the status before it. Most events change nothing. */
export function resultsAfter(results: RunResults, event: SessionEvent, before: RunStatus): RunResults {
  const { experiment, knownLosses } = before;
  if (event.type === 'diverged') return withDivergence(results, event.cardId, event);
  if (event.type === 'evaluated' && experiment !== null && knownLosses !== null)
    return withEvaluation(results, event.cardId, event, { experiment, knownLosses });
  const recording = recordingAfter(before, event);
  return recording === null ? results : recordedResults(recording);
}

export const withEvaluation = (
  results: RunResults,
  networkId: string,
  { loss, gates }: Evaluation,
  run: Omit<NetworkOfRun, 'id'>,
): RunResults => {
  const { history, kept } = resultsOf(results, networkId);
  return bounded(
    withNetwork(results, networkId, {
      history: [...history, { loss, gates }],
      kept: keepReportable(kept, loss, { ...run, id: networkId }),
    }),
  );
};

function bounded(results: RunResults): RunResults {
  const histories = new Map([...results].map(([id, { history }]) => [id, history]));
  const kept = boundedHistories(histories);
  if (kept === histories) return results;
  return new Map([...results].map(([id, network]) => [id, { ...network, history: kept.get(id) ?? [] }]));
}

/** As if the run had happened here. */
export const recordedResults = ({ networks }: Recording): RunResults =>
  new Map(networks.map(({ id, history, kept }) => [id, { history, kept, diverged: [] }]));

/** A replica diverges once; a second report of it replaces the first. */
export const withDivergence = (
  results: RunResults,
  networkId: string,
  { replica, step }: Divergence,
): RunResults => {
  const others = resultsOf(results, networkId).diverged.filter((known) => known.replica !== replica);
  return withNetwork(results, networkId, { diverged: [...others, { replica, step }] });
};
