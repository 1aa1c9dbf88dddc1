/** Traces that a finished run leaves: its verdict read aloud, its fingerprint for the link; those that were trained before. */
import { retriedDownload } from '../../src/core/retriedDownload.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { fingerprintOfRun } from '../../src/run/report/reproduction.ts';
import { verdictSentence } from '../../src/run/report/verdictWords.ts';
import { isStarted, type Run, type StartedRun } from '../../src/run/run.ts';
import { savedRunOf } from '../../src/run/savedRun.ts';
import { summaryOf } from '../../src/run/summary.ts';
import { text } from '../../src/text/text.ts';
import opening from '../recorded/firstView.json?raw';
import type { Playground } from './createPlayground.ts';
import { loadHistory, newestKept, openedRunsOf } from './history/openSavedRun.ts';
import type { KnownRun } from './history/runHistory.ts';
import { keepFingerprint, knownOfLink } from './link/fingerprintStore.ts';
import { keptInFile } from './link/standalone.ts';
import { isStale, noteSeen, runKeyOf } from './run/runKey.ts';
import type { RunOrigin } from './run/runStatus.ts';
import { hasSentRun, hideUnreadable, showSentRun } from './sentRun.ts';
import { mayHoldRuns } from './stores/storage.ts';

const loadPresetRuns = retriedDownload(() => import('./run/presetRuns.ts'));

/** Calls `act` when a run ends. Returns the function that ends it. */
function whenFinished(run: Playground['run'], act: () => void): () => void {
  let before = run.status().phase;
  return run.shown.subscribe(() => {
    const { phase } = run.status();
    const hasEnded = phase === 'finished' && before !== 'finished';
    before = phase;
    if (hasEnded) act();
  });
}

/** Reads the verdict aloud when a run ends. Returns the function that ends it. */
export function speakVerdicts({ run, messages, experiments, lessons }: Playground): () => void {
  return whenFinished(run, () => {
    if (lessons.getState().isCovered) return;
    const current = experiments.getState().experiment;
    const sentence = sentenceOf(current, run.status());
    // The run itself says in the same moment that it has finished; what is said last is what is read.
    if (sentence !== null) queueMicrotask(() => messages.announce(sentence));
  });
}

/** The sentence is of the experiment that the page shows: how cards are compared may have been changed since the start. */
function sentenceOf(current: Experiment, run: Run): string | null {
  const { experiment: trained, step } = run;
  if (trained === null) return null;
  const experiment = isStale(trained, current) ? trained : current;
  const summary = summaryOf(experiment, run);
  if (summary === null) return null;
  return `${text.app.run.announceFinished(step)} ${verdictSentence(experiment, summary)}`;
}

/**
 * Keeps every run that is finished, takes its fingerprint for the link, and note that it was seen; also when another way of
 * reading it is chosen. Shows the kept run of an experiment that comes back. Returns the function that ends it.
 */
export function watchFinishedRuns(playground: Playground): () => void {
  const { run, experiments } = playground;
  const ends = [
    whenFinished(run, () => void keep(playground)),
    run.shown.subscribe(() => takeNote(playground)),
    // It is there when the run ends: whoever closes the page then has it kept.
    run.shown.subscribe(({ phase }) => {
      if (phase === 'running') loadHistory().catch(() => {});
    }),
    experiments.subscribe((now, past) => {
      hideUnreadable(playground);
      // Many edits a second come from a drag; what comes back comes by opening and undoing.
      const isEdit = now.opened === past.opened && now.past.length >= past.past.length;
      if (!isEdit || isReadAnew(now.experiment, past.experiment)) void showKnownRun(playground);
      takeNote(playground);
    }),
    playground.fingerprints.subscribe((now, past) => {
      if (now.received !== past.received) void showSentRun(playground);
    }),
  ];
  takeNote(playground);
  return () => {
    for (const end of ends) end();
  };
}

/** Only how results are read was changed. */
const isReadAnew = (now: Experiment, past: Experiment): boolean =>
  now.comparison.reportingRule !== past.comparison.reportingRule;

function takeNote(playground: Playground): void {
  const { phase, experiment, givenTo } = playground.run.status();
  // Of such a run the configuration is not all.
  if (givenTo.length > 0) return;
  if (experiment !== null && (phase === 'finished' || phase === 'recorded'))
    noteSeen(playground.seenPlans, experiment);
  takeFingerprint(playground);
}

function takeFingerprint({ run, experiments, fingerprints }: Playground): void {
  const status = run.status();
  const experiment = experiments.experiment();
  if (status.phase !== 'finished' || !isStarted(status) || isStale(status.experiment, experiment)) return;
  const own = knownOfLink(fingerprints.getState(), 'own', experiment);
  if (own !== null && own.fingerprint !== null) return;
  const summary = summaryOf(experiment, status);
  if (summary !== null)
    keepFingerprint(fingerprints, 'own', experiment, fingerprintOfRun(summary, status.ranOn), own?.sent);
}

/** Shows a run that was trained before: only when it is of what is set up. */
function showSavedRun(playground: Playground, saved: StartedRun, origin: RunOrigin = 'page'): void {
  const { run, experiments } = playground;
  if (!hasRoom(playground) || runKeyOf(saved.experiment) !== runKeyOf(experiments.experiment())) return;
  run.show(saved, origin);
}

const showKnown = (playground: Playground, { run, origin }: KnownRun): void =>
  showSavedRun(playground, run, origin);

/** Read when it is first wanted. */
const createOpening = () => {
  let read: StartedRun | null = null;
  return (): StartedRun => {
    read ??= savedRunOf(opening);
    return read;
  };
};

const openingRun = createOpening();

/** The run that a page in one file was saved with; null where there is none that can be read. */
function runInFile(): StartedRun | null {
  const written = keptInFile()?.run ?? null;
  try {
    return written === null ? null : savedRunOf(written);
  } catch {
    return null;
  }
}

/**
 * Shows what is known of the experiment on the page: the run that a link brought, one that was opened with it or came with the file of the page,
 * the newest of the history, the one that everybody sees first, or that of a
 * preset. Where that cannot be downloaded, the invitation to press Play stays. Never rejects.
 */
export async function showKnownRun(playground: Playground): Promise<void> {
  if (hasSentRun(playground) && (await showSentRun(playground))) return;
  if (!hasRoom(playground)) return;
  const experiment = playground.experiments.experiment();
  const opened = openedRunsOf(playground).get(experiment);
  if (opened !== undefined) showKnown(playground, opened);
  const inFile = runInFile();
  if (inFile !== null) showSavedRun(playground, inFile, 'file');
  if (mayHoldRuns()) await showKeptRun(playground, experiment);
  showSavedRun(playground, openingRun());
  if (!hasRoom(playground)) return;
  const recorded = await loadPresetRuns()
    .then(({ presetRunOf }) => presetRunOf(experiment))
    .catch(() => null);
  if (recorded !== null) showSavedRun(playground, recorded);
}

/** While the history is asked, nothing else is shown that would go again. */
async function showKeptRun(playground: Playground, experiment: Experiment): Promise<void> {
  const { knownRuns } = playground;
  const wait = (change: number) =>
    knownRuns.setState(({ numAwaited }) => ({ numAwaited: numAwaited + change }));
  wait(1);
  const kept = await newestKept(playground, experiment);
  if (kept !== null) showKnown(playground, kept);
  wait(-1);
}

async function keep(playground: Playground): Promise<void> {
  try {
    const { keepFinished } = await loadHistory();
    await keepFinished(playground);
  } catch {
    playground.messages.showToast(text.app.run.notKept, false);
  }
}

/** No networks would be lost: those of a run that was trained since the page was opened are still there. */
function hasRoom({ run, experiments }: Playground): boolean {
  const { phase, experiment: shown } = run.status();
  return phase === 'idle' || (phase === 'recorded' && isStale(shown, experiments.experiment()));
}
