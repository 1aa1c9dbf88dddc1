/** Files of the run shown, for programs or people, as the commands write them. */
import type { Reproduction } from '../../src/analysis/reproduced.ts';
import { thisRelease } from '../../src/experiment/versions.ts';
import { runsFileParts } from '../../src/run/codec/runsFile.ts';
import { savedRunText } from '../../src/run/codec/savedRun.ts';
import { runCheckOf } from '../../src/run/report/checkedRun.ts';
import { markdownReport } from '../../src/run/report/markdown.ts';
import { fingerprintOfRun } from '../../src/run/report/reproduction.ts';
import { type EvaluatedRun, resultsJson } from '../../src/run/report/runJson.ts';
import { isStarted } from '../../src/run/run.ts';
import { summaryOf } from '../../src/run/summary.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { writtenLabelsOf } from '../state/history/openSavedRun.ts';
import { fingerprintFrom } from '../state/link/fingerprintStore.ts';
import { pageAddress } from '../state/link/pageAddress.ts';
import { isStale, seenWithFewerReplicas } from '../state/run/runKey.ts';
import { checkedRun, isSentRun } from '../state/run/runStatus.ts';
import { sentRunOf } from '../state/sentRun.ts';
import { knownSetup } from '../state/stores/fileStore.ts';

/** `frozen`: the run itself, which the page can reopen. */
export type RunFile = 'results' | 'report' | 'frozen';

type ShownPlayground = Pick<
  Playground,
  'run' | 'experiments' | 'files' | 'fingerprints' | 'seenPlans' | 'lessons'
>;

interface WrittenFile {
  readonly name: string;
  readonly content: Blob;
}

/** A sentence if the run cannot be saved; null before the first evaluation. */
export function runFileOf(playground: ShownPlayground, file: RunFile): WrittenFile | string | null {
  if (playground.lessons.getState().isCovered) return text.app.covered;
  if (file === 'frozen') return savedRunFile(playground);
  const run = shownRun(playground);
  if (run === null) return null;
  const { resultsFileName, reportFileName } = text.app.menu;
  return file === 'results'
    ? writtenFile(resultsFileName, 'application/json', [resultsJson(run, reproductionOfRun(playground, run))])
    : writtenFile(reportFileName, 'text/markdown', [markdownReport(run, pageAddress())]);
}

const writtenFile = (name: string, type: string, parts: Iterable<string>): WrittenFile => ({
  name,
  content: new Blob([...parts], { type }),
});

function savedRunFile({ run }: ShownPlayground): WrittenFile | string | null {
  const status = run.status();
  const words = text.history.frozen;
  if (!isStarted(status)) return null;
  if (status.givenTo.length > 0) return words.given;
  if (status.phase !== 'finished' && status.phase !== 'recorded') return words.notFinished;
  if (isSentRun(status)) return words.fromLink;
  const labels = { name: '', note: '', time: Date.now(), release: thisRelease };
  // After Play, the saved run is compared with the one trained here.
  const written = status.phase === 'recorded' ? writtenLabelsOf(status.savedRun) : {};
  const labelled = { ...labels, ...written, saved: savedRunText(status) };
  return writtenFile(words.fileName, 'application/json', runsFileParts([labelled]));
}

/** Uses the experiment on screen: comparison settings may have changed since the start. */
function shownRun({ run, experiments, files, seenPlans }: ShownPlayground): EvaluatedRun | null {
  const status = run.status();
  if (!isStarted(status)) return null;
  const current = experiments.experiment();
  const experiment = isStale(status.experiment, current) ? status.experiment : current;
  const summary = summaryOf(experiment, status);
  if (summary === null) return null;
  const isRecorded = status.phase === 'recorded';
  return {
    experiment,
    summary,
    run: status,
    fingerprint: isRecorded ? null : fingerprintOfRun(summary, status.ranOn),
    seenWithFewer: seenWithFewerReplicas(seenPlans.getState(), experiment),
    givenTo: status.givenTo,
    shifts: knownSetup(files.getState(), experiment.data)?.shifts ?? null,
    numThreads: isRecorded ? null : (status.backend?.numThreads ?? null),
    stepsPerSecond: isRecorded ? null : status.fullSpeed,
  };
}

function reproductionOfRun(
  { fingerprints, run: { status } }: ShownPlayground,
  { experiment, summary, run, fingerprint }: EvaluatedRun,
): Reproduction | null {
  if (fingerprint === null || status().phase !== 'finished') return null;
  const checked = checkedRun(status());
  const received = checked === null ? fingerprintFrom(fingerprints.getState(), 'received', experiment) : null;
  const sent = checked ?? sentRunOf({ fingerprints }, experiment);
  return runCheckOf(experiment, { summary, run }, { fingerprint: received, shown: sent });
}
