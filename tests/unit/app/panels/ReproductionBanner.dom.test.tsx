/** A run from a file: named by the file that it came in, never shown where nobody opened it, and checked by a run here. */
import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { comparePart } from '../../../../app/panels/lazyParts.ts';
import { showKnownRun } from '../../../../app/state/finishedRuns.ts';
import { openSavedRun } from '../../../../app/state/history/openSavedRun.ts';
import { historyOf } from '../../../../app/state/history/runHistory.ts';
import { noteRunsStored } from '../../../../app/state/stores/storage.ts';
import type { Fingerprint } from '../../../../src/analysis/fingerprint.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTraining } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { type LinkExtras, noExtras } from '../../../../src/experiment/link/extras.ts';
import { linkOfAll } from '../../../../src/experiment/link/link.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { linkResultOf } from '../../../../src/run/codec/linkResult.ts';
import type { SessionEvent } from '../../../../src/run/protocol.ts';
import { emptyRun, isStarted, runAfter, type StartedRun } from '../../../../src/run/run.ts';
import { text } from '../../../../src/text/text.ts';
import { tableOf } from '../../data/table/csvFiles.ts';
import { fingerprintOfStarted, madeUpRun } from '../../run/codec/madeUpRun.ts';
import { renderApp } from '../renderApp.tsx';
import { evaluated, progress, ready } from '../state/fakeSession.ts';

const experiment = setTraining(defaultExperiment(), { numSteps: 50 });
const labels = { name: '', note: '', time: 0, release: '0.1.0' };
const source = 'from colleague.json, imported on 1 Dec 2026';

/** A whole run in which every network has the losses of its letter. */
const eventsOf = (of: Experiment, lossOf: (id: string) => number, runId = 0): readonly SessionEvent[] => [
  ready(runId),
  ...['A', 'B', 'C', 'baseline'].map((id) => evaluated(runId, id, of, { step: 50, loss: lossOf(id) })),
  progress(runId, 'finished', 50),
];

const truth = (): number => 0.25;
const lie = (id: string): number => (id === 'A' ? 0.05 : 0.25);

function runWith(lossOf: (id: string) => number): StartedRun {
  const run = eventsOf(experiment, lossOf).reduce(runAfter, { ...emptyRun, experiment });
  if (!isStarted(run)) throw new Error('The run has not started.');
  return run;
}

/** The page with a run from a file. */
function openFile(lossOf: (id: string) => number) {
  const app = renderApp();
  const known = { run: runWith(lossOf), origin: 'file', source } as const;
  act(() => openSavedRun(app.playground, known, labels, 'Opened.'));
  return app;
}

const { reproduction: words } = text.answer;

describe('a run from a file', () => {
  it('is named by its file', async () => {
    openFile(truth);
    await screen.findByText(text.app.run.recordedIn(source), {}, { timeout: 10_000 });
  });

  it.each([
    ['says that it is the same', truth, words.sameVerdict(false)],
    ['names what differs', lie, /^Not reproduced: the mean loss of A \(Task 1\) was sent as 0\.050/],
  ])('is checked when it is run here, which %s', async (_, lossOf, sentence) => {
    const { playground, emit } = openFile(lossOf);
    act(() => playground.run.play());
    emit(...eventsOf(experiment, truth, playground.run.status().runId));
    await screen.findByText(sentence, {}, { timeout: 10_000 });
  });

  it('is not what a run of another set-up is held against', async () => {
    const { playground, emit } = openFile(lie);
    const other = setTraining(experiment, { batchSize: 8 });
    act(() => playground.experiments.edit(other));
    act(() => playground.run.play());
    emit(...eventsOf(other, truth, playground.run.status().runId));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(playground.run.status().phase).toBe('finished');
    expect(screen.queryByText(/^Not reproduced/)).toBeNull();
  });
});

// On a busy machine downloads take longer than a test waits.
await comparePart.load();

describe('a link', () => {
  const sentLink = (of: Experiment, sent: Partial<LinkExtras>, fingerprint: Fingerprint | null = null) =>
    `#${linkOfAll(of, fingerprint, { ...noExtras, ...sent })}`;

  function linkWithResult(of: Experiment) {
    const run = madeUpRun(of);
    const fingerprint = fingerprintOfStarted(run);
    const answer = linkResultOf({ run, experiment: of, fingerprint, keptStep: null }, 3000);
    return { run, hash: sentLink(of, { answer }, fingerprint) };
  }

  it('with a result on a file that is missing says once what is the matter, and how to go on', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row},${row % 7},${row % 5}`);
    const table = await tableOf(['a,b,y', ...rows].join('\n'));
    const file = guessTableSetup(table, undefined, ['y']);
    const { hash } = linkWithResult(setTable(experiment, file, null));
    const { playground } = renderApp(hash);
    await act(() => showKnownRun(playground));
    await screen.findByText(text.sharing.fileFirst(file.fileName), { exact: false }, { timeout: 10_000 });
    expect(screen.getAllByRole('button', { name: text.app.ownData.choose(file.fileName) })).toHaveLength(1);
    expect(screen.queryByText(text.app.run.problemsTitle)).toBeNull();
    expect(screen.queryByText(text.sharing.check)).toBeNull();
    expect(screen.queryByText(text.app.run.recordedOf.sender)).toBeNull();
  });

  it('with the visitor’s own result says that it is theirs, and nothing of a sender', async () => {
    const { run, hash } = linkWithResult(experiment);
    noteRunsStored();
    const { playground } = renderApp(hash);
    vi.spyOn(historyOf(playground), 'newestOf').mockResolvedValue({ run, origin: 'visitor' });
    await act(() => showKnownRun(playground));
    await screen.findByText(text.app.run.recordedHere, {}, { timeout: 10_000 });
    expect(screen.queryByText(/sender/)).toBeNull();
  });
});
