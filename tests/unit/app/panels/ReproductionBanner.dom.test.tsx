/** A run from a file: named by the file that it came in, never shown where nobody opened it, and checked by a run here. */
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openSavedRun } from '../../../../app/state/history/openSavedRun.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTraining } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { SessionEvent } from '../../../../src/run/protocol.ts';
import { emptyRun, isStarted, runAfter, type StartedRun } from '../../../../src/run/run.ts';
import { text } from '../../../../src/text/text.ts';
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
