/** Announces and saves every finished run, and finds saved runs for an experiment. */
import { memoise } from '../../src/core/memoise.ts';
import { withDownloadRetry } from '../../src/core/retriedDownload.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { savedRunOf } from '../../src/run/codec/savedRun.ts';
import { fingerprintOfRun } from '../../src/run/report/reproduction.ts';
import { verdictSentence } from '../../src/run/report/verdictWords.ts';
import { isStarted, type Run, type StartedRun } from '../../src/run/run.ts';
import { summaryOf } from '../../src/run/summary.ts';
import { text } from '../../src/text/text.ts';
import opening from '../recorded/firstView.json?raw';
import type { Playground } from './createPlayground.ts';
import { loadHistory, newestSavedRun, openedRunsOf } from './history/openSavedRun.ts';
import type { KnownRun } from './history/runHistory.ts';
import { keepFingerprint, knownOfLink } from './link/fingerprintStore.ts';
import { isStale, rememberSeenPlan, runKeyOf } from './run/runKey.ts';
import type { RunOrigin } from './run/runStatus.ts';
import { hasSentRun, hideRunOfOtherRule, showSentRun } from './sentRun.ts';
import { mayHoldRuns } from './stores/storage.ts';

const loadPresetRuns = withDownloadRetry(() => import('./run/presetRuns.ts'));

function whenFinished(run: Playground['run'], act: () => void): () => void {
  let before = run.status().phase;
  return run.shown.subscribe(() => {
    const { phase } = run.status();
    const hasEnded = phase === 'finished' && before !== 'finished';
    before = phase;
    if (hasEnded) act();
  });
}

export function speakVerdicts({ run, messages, experiments, lessons }: Playground): () => void {
  return whenFinished(run, () => {
    if (lessons.getState().isCovered) return;
    const current = experiments.getState().experiment;
    const sentence = sentenceOf(current, run.status());
    // The run announces its end in the same tick; screen readers read the last announcement.
    if (sentence !== null) queueMicrotask(() => messages.announce(sentence));
  });
}

// Uses the current experiment: how cards are compared may have changed since the start.
function sentenceOf(current: Experiment, run: Run): string | null {
  const { experiment: trained, step } = run;
  if (trained === null) return null;
  const experiment = isStale(trained, current) ? trained : current;
  const summary = summaryOf(experiment, run);
  if (summary === null) return null;
  return `${text.app.run.announceFinished(step)} ${verdictSentence(experiment, summary)}`;
}

/** Saves finished runs (again after a change of reporting rule), and looks up opened experiments. */
export function watchFinishedRuns(playground: Playground): () => void {
  const { run, experiments } = playground;
  const ends = [
    whenFinished(run, () => void saveToHistory(playground)),
    run.shown.subscribe(() => rememberResults(playground)),
    // Loaded early, so that the run is saved even if the page is closed as soon as it ends.
    run.shown.subscribe(({ phase }) => {
      if (phase === 'running') loadHistory().catch(() => {});
    }),
    experiments.subscribe((now, past) => {
      hideRunOfOtherRule(playground);
      // Saved runs are looked up only after opening and undoing, since dragging makes many edits a second.
      const isEdit = now.opened === past.opened && now.past.length >= past.past.length;
      if (!isEdit || hasNewReportingRule(now.experiment, past.experiment)) void showKnownRun(playground);
      rememberResults(playground);
    }),
    playground.fingerprints.subscribe((now, past) => {
      if (now.received !== past.received) void showSentRun(playground);
    }),
  ];
  rememberResults(playground);
  return () => {
    for (const end of ends) end();
  };
}

const hasNewReportingRule = (now: Experiment, past: Experiment): boolean =>
  now.comparison.reportingRule !== past.comparison.reportingRule;

function rememberResults(playground: Playground): void {
  const { phase, experiment, givenTo } = playground.run.status();
  // The configuration alone does not describe a run that began with given weights.
  if (givenTo.length > 0) return;
  if (experiment !== null && (phase === 'finished' || phase === 'recorded'))
    rememberSeenPlan(playground.seenPlans, experiment);
  storeFingerprint(playground);
}

function storeFingerprint({ run, experiments, fingerprints }: Playground): void {
  const status = run.status();
  const experiment = experiments.experiment();
  if (status.phase !== 'finished' || !isStarted(status) || isStale(status.experiment, experiment)) return;
  const own = knownOfLink(fingerprints.getState(), 'own', experiment);
  if (own !== null && own.fingerprint !== null) return;
  const summary = summaryOf(experiment, status);
  if (summary !== null)
    keepFingerprint(fingerprints, 'own', experiment, fingerprintOfRun(summary, status.ranOn), own?.sent);
}

function showSavedRun(playground: Playground, saved: StartedRun, origin: RunOrigin = 'page'): void {
  const { run, experiments } = playground;
  if (!mayShowSavedRun(playground) || runKeyOf(saved.experiment) !== runKeyOf(experiments.experiment()))
    return;
  run.show(saved, origin);
}

const showKnownRunNow = (playground: Playground, { run, origin }: KnownRun): void =>
  showSavedRun(playground, run, origin);

const openingRunOf = memoise((_page: object) => savedRunOf(opening));

/** Keeps the page unchanged if a download fails. Never rejects. */
export async function showKnownRun(playground: Playground): Promise<void> {
  if (hasSentRun(playground) && (await showSentRun(playground))) return;
  if (!mayShowSavedRun(playground)) return;
  const experiment = playground.experiments.experiment();
  const opened = openedRunsOf(playground).get(experiment);
  if (opened !== undefined) showKnownRunNow(playground, opened);
  if (mayHoldRuns()) await showKeptRun(playground, experiment);
  showSavedRun(playground, openingRunOf(playground));
  if (!mayShowSavedRun(playground)) return;
  const recorded = await loadPresetRuns()
    .then(({ presetRunOf }) => presetRunOf(experiment))
    .catch(() => null);
  if (recorded !== null) showSavedRun(playground, recorded);
}

// During the lookup nothing is shown: a saved run would replace it at once.
async function showKeptRun(playground: Playground, experiment: Experiment): Promise<void> {
  const { knownRuns } = playground;
  const wait = (change: number) =>
    knownRuns.setState(({ numAwaited }) => ({ numAwaited: numAwaited + change }));
  wait(1);
  const kept = await newestSavedRun(playground, experiment);
  if (kept !== null) showKnownRunNow(playground, kept);
  wait(-1);
}

async function saveToHistory(playground: Playground): Promise<void> {
  try {
    const { saveFinishedRun } = await loadHistory();
    await saveFinishedRun(playground);
  } catch {
    playground.messages.showToast(text.app.run.notKept, false);
  }
}

// Networks trained since the page was opened must not be lost.
function mayShowSavedRun({ run, experiments }: Playground): boolean {
  const { phase, experiment: shown } = run.status();
  return phase === 'idle' || (phase === 'recorded' && isStale(shown, experiments.experiment()));
}
