/** The whole engine in Node on its real backends: what fakes cannot show. */
import { expect, test } from 'vitest';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setData } from '../../../../src/experiment/edit.ts';
import type { BackendChoice, Experiment } from '../../../../src/experiment/experiment.ts';
import { expectNothingLeft, isFinished, playOf, startOf } from './fakes.ts';
import { createRealSession } from './realSession.ts';

function small(backend: BackendChoice, numSteps = 60): Experiment {
  const usual = defaultExperiment();
  const rows = { numTrainRows: 500, numValidationRows: 100, numTestRows: 100 };
  return {
    ...setData(usual, { inputDim: 8, numFeatures: 4, ...rows }),
    cards: usual.cards.slice(0, 2),
    training: { ...usual.training, numReplicas: 2, batchSize: 32, numSteps, evalEvery: 20, backend },
  };
}

async function trainOn(backend: BackendChoice, experiment = small(backend)) {
  const { session, record, next } = createRealSession();
  const finished = next(isFinished);
  session.send(startOf(experiment));
  session.send(playOf());
  await finished;
  const curve = record.of('evaluated').map(({ cardId, loss }) => ({ cardId, ...loss }));
  return { session, record, next, curve };
}

test.for([
  ['cpu', 20],
  ['wasm', 60],
] as const)('trains on %s: losses fall, memory is constant, nothing is left', async ([backend, numSteps]) => {
  const { session, record, curve } = await trainOn(backend, small(backend, numSteps));
  const report = record.of('ready')[0]?.backend;
  expect(report?.backend).toBe(backend);
  // Without replayed steps nobody takes turns.
  const numOperations = registerOperations().length - (backend === 'cpu' ? 1 : 0);
  expect(report?.kernels.numOperations).toBe(numOperations);
  expect(report?.kernels.fallBacks).toHaveLength(backend === 'cpu' ? numOperations : 0);
  const steps = [0, 20, 40, 60].filter((step) => step <= numSteps);
  expect(curve.map(({ cardId, step }) => `${cardId}${step}`)).toEqual(
    steps.flatMap((step) => [`A${step}`, `B${step}`]),
  );
  const meanOf = (losses: readonly number[] = []) =>
    losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  expect(meanOf(curve.at(-1)?.test)).toBeLessThan(meanOf(curve[1]?.test));
  const memories = record.of('progress').map(({ memory }) => memory);
  expect(new Set(memories.map(({ numTensors }) => numTensors)).size).toBe(1);
  await expectNothingLeft(session);
});

test('a run on the backend that was warmed gives what any other gives', async () => {
  const { session: first, curve } = await trainOn('wasm');
  // TensorFlow.js is global: one engine at a time.
  await first.dispose();
  const { session, record, next } = createRealSession();
  session.send({ type: 'warm', experiment: small('wasm') });
  const finished = next(isFinished);
  session.send(startOf(small('wasm')));
  session.send(playOf());
  await finished;
  expect(record.of('evaluated').map(({ cardId, loss }) => ({ cardId, ...loss }))).toEqual(curve);
});

test('a run that is reset repeats itself exactly, on the backend it had', async () => {
  const { session, record, next, curve } = await trainOn('auto');
  const finished = next((event) => event.runId === 2 && isFinished(event));
  session.send(startOf(small('auto'), 2));
  session.send({ ...playOf(2) });
  await finished;
  const again = record.of('evaluated').filter((event) => event.runId === 2);
  expect(again.map(({ cardId, loss }) => ({ cardId, ...loss }))).toEqual(curve);
  expect(record.of('ready')[1]?.backend).toEqual(record.of('ready')[0]?.backend);
});

test('a run continued from a checkpoint, elsewhere, ends with the same losses', async () => {
  const { session, record, curve } = await trainOn('wasm');
  await session.dispose();
  const whole = curve.at(-1);
  const first = createRealSession();
  const paused = first.next((event) => event.type === 'checkpoint');
  first.session.send(startOf(small('wasm', 33)));
  first.session.send(playOf());
  const event = await paused;
  const checkpoint = event.type === 'checkpoint' ? event.checkpoint : null;
  expect(checkpoint?.step).toBe(33);
  await first.session.dispose();

  const second = createRealSession();
  const finished = second.next(isFinished);
  second.session.send(startOf(small('wasm'), 1, checkpoint));
  second.session.send(playOf());
  await finished;
  const last = second.record.of('evaluated').at(-1)?.loss;
  expect(last?.test).toEqual(whole?.test);
  expect(record.of('failed')).toEqual([]);
});

/** As many repetitions and held-out rows as make both data and evaluations a matter of many parts. */
function manyParts(): Experiment {
  const usual = small('wasm');
  const [card] = usual.cards;
  return {
    ...usual,
    data: { ...usual.data, numValidationRows: 5000, numTestRows: 5000 },
    cards: card === undefined ? [] : [card],
    training: { ...usual.training, numReplicas: 4 },
  };
}

/** Counts the turns of the event loop: chances of a message to be answered. */
function countTurns() {
  let numTurns = 0;
  let isCounting = true;
  const turn = () => {
    numTurns += 1;
    if (isCounting) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    numTurns: () => numTurns,
    end: () => {
      isCounting = false;
    },
  };
}

test('messages are answered while data is made and while one card is evaluated', async () => {
  const { session, next } = createRealSession();
  const start = async (runId: number) => {
    const ready = next((event) => event.type === 'ready');
    // Of a seed of its own, or the rows of the run before would do.
    const { data, ...others } = manyParts();
    session.send(startOf({ ...others, data: { ...data, seed: runId } }, runId));
    await ready;
  };
  // The first one also loads the backend.
  await start(1);
  const { numTurns, end } = countTurns();
  await start(2);
  const whenReady = numTurns();
  await next((event) => event.type === 'evaluated');
  end();
  // After a few milliseconds each; on an idle machine data takes 120 of them, and the evaluation 25.
  expect(whenReady).toBeGreaterThanOrEqual(4);
  expect(numTurns() - whenReady).toBeGreaterThanOrEqual(2);
});

test('a run that is ended in the middle of an evaluation does not finish it, and nothing of it is left', async () => {
  const { session, record, next } = createRealSession();
  const ready = next((event) => event.type === 'ready');
  session.send(startOf(manyParts()));
  await ready;
  const { numTurns, end } = countTurns();
  await new Promise((resolve) => setImmediate(resolve));
  await expectNothingLeft(session);
  end();
  expect(numTurns()).toBeLessThan(10);
  expect(record.of('evaluated')).toEqual([]);
});

test('a session that was disposed says so to whoever uses it, and can be disposed again', async () => {
  const { session } = createRealSession();
  await session.dispose();
  await session.dispose();
  const sentence = 'The session was used after it was disposed.';
  expect(() => session.send(startOf(small('cpu')))).toThrow(sentence);
  expect(() => session.subscribe(() => undefined)).toThrow(sentence);
});

test('takes a network out of a run and begins another run with it', async () => {
  const { session, record, next, curve } = await trainOn('wasm');
  const exported = next((event) => event.type === 'exported');
  session.send({ type: 'export', runId: 1, cardId: 'B', replica: 1, steps: null });
  await exported;
  const network = record.of('exported')[0]?.network ?? null;
  expect(network?.steps).toEqual([60, 60, 60, 60]);
  expect(network?.check.logits.flat().every(Number.isFinite)).toBe(true);
  const lossOf = (cardId: string, step: number) => {
    const point = curve.find((one) => one.cardId === cardId && one.step === step);
    return point?.test.slice(4) ?? [];
  };
  const given = [{ cardId: 'B', replica: null, weights: network?.weights ?? {} }];
  const paused = next((event) => event.type === 'evaluated' && event.runId === 2 && event.cardId === 'B');
  session.send({ ...startOf(small('wasm'), 2), weights: given } as never);
  await paused;
  const [a, b] = ['A', 'B'].map((id) =>
    record.of('evaluated').find(({ runId, cardId }) => runId === 2 && cardId === id),
  );
  expect(b?.loss.step).toBe(0);
  expect(b?.loss.test.slice(4)).toEqual(lossOf('B', 60));
  expect(b?.loss.test.slice(0, 4)).not.toEqual(b?.loss.test.slice(4));
  expect(a?.loss.test.slice(4)).toEqual(lossOf('A', 0));
});

test('takes networks out of a run at the steps where they are reported, with the bytes that they had', async () => {
  const experiment = { ...small('wasm'), cards: cardsOf(['adattSp', 'singleTask']) };
  const { session, record, next, curve } = await trainOn('wasm', experiment);
  // Of networks that share nothing, each task may be taken at a step of its own.
  const steps = { A: [40, 40, 40, 40], B: [20, 40, 20, 60] };
  const given = [];
  for (const cardId of ['A', 'B'] as const) {
    const exported = next((event) => event.type === 'exported');
    session.send({ type: 'export', runId: 1, cardId, replica: 1, steps: steps[cardId] });
    await exported;
    const network = record.of('exported').at(-1)?.network ?? null;
    expect(network?.steps).toEqual(steps[cardId]);
    given.push({ cardId, replica: null, weights: network?.weights ?? {} });
  }
  const measured = next((event) => event.type === 'evaluated' && event.runId === 2 && event.cardId === 'B');
  session.send({ ...startOf(experiment, 2), weights: given } as never);
  await measured;
  for (const cardId of ['A', 'B'] as const) {
    const again = record.of('evaluated').find((event) => event.runId === 2 && event.cardId === cardId);
    const before = steps[cardId].map(
      (step, task) => curve.find((one) => one.cardId === cardId && one.step === step)?.test[4 + task],
    );
    expect(again?.loss.test.slice(4)).toEqual(before);
  }
});
