import { expect, it, onTestFinished, vi } from 'vitest';
import { createTrainingSession } from '../../../../../app/state/createPlayground.ts';
import { createFileStore, keepFile } from '../../../../../app/state/stores/fileStore.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { trainedExperimentOf } from '../../../../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../../../../src/experiment/experiment.ts';
import type { Command } from '../../../../../src/run/protocol.ts';
import { ownFile } from '../ownFile.ts';

function created() {
  const worker = { postMessage: vi.fn(), terminate: vi.fn() };
  const files = createFileStore();
  const session = createTrainingSession(() => worker as unknown as Worker, files);
  onTestFinished(session.dispose);
  return { worker, files, session };
}

it('trains what the answer needs, and passes every other command on as it is', () => {
  const { worker, session } = created();
  const experiment = defaultExperiment();
  const start: Command = { type: 'start', runId: 1, experiment, excludedBackends: [], checkpoint: null };
  session.send(start);
  const trained = trainedExperimentOf(experiment);
  expect(trained.cards.length).toBeGreaterThan(experiment.cards.length);
  expect(worker.postMessage).toHaveBeenLastCalledWith({
    ...start,
    experiment: trained,
    table: null,
    isAlone: false,
  });
  session.send({ type: 'pause', runId: 1 });
  expect(worker.postMessage).toHaveBeenLastCalledWith({ type: 'pause', runId: 1 });
});

it('trains on the file that the experiment is about, and on no other', () => {
  const { worker, files, session } = created();
  const { table, packed } = ownFile;
  keepFile(files, ownFile.kept);
  const made = defaultExperiment();
  const tableOf = (data: Partial<Experiment['data']>) => {
    const experiment = { ...made, data: { ...made.data, ...data } };
    session.send({ type: 'start', runId: ++runId, experiment, excludedBackends: [], checkpoint: null });
    return worker.postMessage.mock.lastCall?.[0].table;
  };
  let runId = 0;
  expect(tableOf({ source: 'table', table })).toBe(packed);
  expect(tableOf({ source: 'table', table: { ...table, hash: 'b'.repeat(64) } })).toBeNull();
  expect(tableOf({ table: null })).toBeNull();
});
