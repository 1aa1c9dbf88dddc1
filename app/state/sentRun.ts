/** Shows the result that a link brought, read-only and marked as the sender's. */
import { memoise } from '../../src/core/memoise.ts';
import { withDownloadRetry } from '../../src/core/retriedDownload.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { networkOf, type StartedRun } from '../../src/run/run.ts';
import { pickedNetworks } from '../../src/run/summary.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from './createPlayground.ts';
import { newestSavedRun } from './history/openSavedRun.ts';
import { keepFingerprint, knownOfLink } from './link/fingerprintStore.ts';
import { isStale } from './run/runKey.ts';

const loadResultReader = withDownloadRetry(() => import('../../src/run/report/sentResult.ts'));

// Run read from a link, cached once it matches its fingerprint.
const readSentRuns = memoise((_received: object): { run: StartedRun | null } => ({ run: null }));

export function sentRunOf(
  { fingerprints }: Pick<Playground, 'fingerprints'>,
  experiment: Experiment,
): StartedRun | null {
  const received = knownOfLink(fingerprints.getState(), 'received', experiment);
  return received && readSentRuns(received).run;
}

function sentResultOf({ fingerprints }: Playground, experiment: Experiment) {
  const received = knownOfLink(fingerprints.getState(), 'received', experiment);
  if (received === null) return null;
  const { fingerprint, sent } = received;
  return fingerprint === null || sent.answer === null
    ? null
    : { received, fingerprint, sent, answer: sent.answer };
}

export const hasSentRun = (playground: Playground): boolean =>
  sentResultOf(playground, playground.experiments.experiment()) !== null;

/** False if nothing is shown. Damaged runs, and those without the right fingerprint, are dropped. Never rejects. */
export async function showSentRun(playground: Playground): Promise<boolean> {
  const { experiments, run } = playground;
  const experiment = experiments.experiment();
  if (sentResultOf(playground, experiment) === null) return false;
  if (run.status().origin === 'sender' && isExperimentShown(playground)) return true;
  const [reader, kept] = await Promise.all([
    loadResultReader().catch(() => null),
    newestSavedRun(playground, experiment),
  ]);
  // Something else may have been opened or started in the meantime.
  const found = sentResultOf(playground, experiment);
  if (reader === null || found === null || experiments.experiment() !== experiment) return false;
  const { received, answer, fingerprint } = found;
  const read = reader.readSentResult(answer, experiment, fingerprint);
  if (typeof read === 'string') {
    dropSentRun(playground, experiment, read);
    return false;
  }
  readSentRuns(received).run = read;
  if (!hasNothingTrained(playground)) return false;
  showLinkRun(playground, { sent: read, kept: kept?.run ?? null, step: found.sent.place?.step ?? null });
  return true;
}

// Networks trained since the page was opened must not be lost.
function hasNothingTrained({ run }: Playground): boolean {
  const { phase } = run.status();
  return phase === 'idle' || phase === 'recorded';
}

const isExperimentShown = ({ run, experiments }: Pick<Playground, 'run' | 'experiments'>): boolean =>
  run.status().phase === 'recorded' && !isStale(run.status().experiment, experiments.experiment());

interface SentRunToShow {
  readonly sent: StartedRun;
  readonly kept: StartedRun | null;
  readonly step: number | null;
}

function showLinkRun({ run, view }: Playground, { sent, kept, step }: SentRunToShow): void {
  if (kept !== null && areRunsEqual(kept, sent)) run.show(kept, 'visitor');
  else run.show(sent, 'sender');
  if (step !== null) view.setState({ scrubStep: step });
}

/** Compares up to the rounding of links. */
export function areRunsEqual(kept: StartedRun, sent: StartedRun): boolean {
  return [...pickedNetworks(sent.experiment, sent.networks).values()].every((id) => {
    const [ours, theirs] = [kept, sent].map((one) => {
      const { best, last } = networkOf(one, id).reportable;
      return one.experiment.comparison.reportingRule === 'finalStep' ? last?.test : best?.test;
    });
    return theirs?.every((loss, index) => Object.is(loss, ours?.[index]) || isLossNear(loss, ours?.[index]));
  });
}

const isLossNear = (loss: number, other = Number.NaN): boolean => Math.abs(loss - other) <= 1e-3 * other;

// Keeps the fingerprint, which a run trained here can still be checked against.
function dropSentRun({ fingerprints, messages }: Playground, experiment: Experiment, problem: string): void {
  const known = knownOfLink(fingerprints.getState(), 'received', experiment);
  if (known !== null)
    keepFingerprint(fingerprints, 'received', experiment, known.fingerprint, { ...known.sent, answer: null });
  messages.showNotice({ title: text.app.link.problems(1), sentences: [problem] });
}

// A link carries losses only at the steps that its own reporting rule reads.
export function hideRunOfOtherRule({ run, experiments }: Playground): void {
  const { phase, origin, experiment: shown } = run.status();
  if (phase !== 'recorded' || origin !== 'sender' || shown === null) return;
  const { comparison } = experiments.experiment();
  if (comparison.reportingRule !== shown.comparison.reportingRule && isExperimentShown({ run, experiments }))
    run.hide();
}
