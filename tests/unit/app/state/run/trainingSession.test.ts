import { expect, it, onTestFinished, vi } from 'vitest';
import { createTrainingSession } from '../../../../../app/state/run/trainingSession.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { trainedExperimentOf } from '../../../../../src/experiment/plan/trained.ts';
import type { Command } from '../../../../../src/session/protocol.ts';

it('trains what the answer needs, and passes every other command on as it is', () => {
  const worker = { postMessage: vi.fn(), terminate: vi.fn() };
  const session = createTrainingSession(() => worker as unknown as Worker);
  onTestFinished(session.dispose);
  const experiment = defaultExperiment();
  const start: Command = { type: 'start', runId: 1, experiment, excludedBackends: [], checkpoint: null };
  session.send(start);
  const trained = trainedExperimentOf(experiment);
  expect(trained.cards.length).toBeGreaterThan(experiment.cards.length);
  expect(worker.postMessage).toHaveBeenLastCalledWith({ ...start, experiment: trained, isAlone: false });
  session.send({ type: 'pause', runId: 1 });
  expect(worker.postMessage).toHaveBeenLastCalledWith({ type: 'pause', runId: 1 });
});
