import { expect, test } from 'vitest';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setNumTasks, setTask, setTraining } from '../../../../src/experiment/edit.ts';
import { type LabelledRun, readRunsFile, runsFileParts } from '../../../../src/run/codec/runsFile.ts';
import { savedRunOf, savedRunText } from '../../../../src/run/codec/savedRun.ts';
import { type NetworkRun, runAfter } from '../../../../src/run/run.ts';
import { summaryOf } from '../../../../src/run/summary.ts';
import { recordedText } from '../recordedRuns.ts';
import { madeUpRun } from './madeUpRun.ts';

const written = recordedText();
const run = savedRunOf(written);
const writtenRunsFile = (runs: readonly LabelledRun[]): string => runsFileParts(runs).join('');
const labels = { name: '', note: '', time: 0, release: '0.1.0' };

test('a run that diverged comes back, with the repetitions that did not', () => {
  const numTasks = run.experiment.tasks.length;
  const isLost = (index: number) => index < numTasks;
  const lost = (values: readonly number[]) => values.map((value, at) => (isLost(at) ? Number.NaN : value));
  const halfDead = [...run.networks].map(([id, network]) => {
    if (id !== 'A') return [id, network] as const;
    const history = network.history.map(({ loss, gates }, at) => ({
      loss: at === 0 ? loss : { ...loss, test: lost(loss.test), validation: lost(loss.validation) },
      gates: {
        ...gates,
        levels: gates.levels.map((level) => ({
          ...level,
          gateMean: level.gateMean.map((value, cell) =>
            at > 0 && cell < level.gateMean.length / 5 ? Number.NaN : value,
          ),
        })),
      },
    }));
    const { last } = network.reportable;
    const reportable = { ...network.reportable, last: last && { ...last, scores: lost(last.scores) } };
    return [id, { ...network, history, reportable }] as const;
  });
  const networks = new Map(halfDead);
  const diverged = runAfter(
    { ...run, networks },
    { type: 'diverged', runId: 1, cardId: 'A', replica: 0, step: 20 },
  );
  const back = savedRunOf(savedRunText({ ...run, networks: diverged.networks }));
  const [before, after] = [diverged.networks.get('A'), back.networks.get('A')];
  expect(after?.diverged).toEqual([{ replica: 0, step: 20 }]);
  expect(after?.history.at(-1)?.loss.test).toEqual(before?.history.at(-1)?.loss.test);
  expect(summaryOf(back.experiment, back)?.cards[0]?.numDiverged).toBe(1);
  for (const [level, { gateMean }] of (before?.history.at(-1)?.gates.levels ?? []).entries()) {
    const unpacked = after?.history.at(-1)?.gates.levels[level]?.gateMean ?? [];
    expect([...unpacked].map(Number.isNaN)).toEqual([...gateMean].map(Number.isNaN));
    for (const [cell, value] of gateMean.entries())
      if (!Number.isNaN(value)) expect(unpacked[cell]).toBeCloseTo(value, 3);
  }
});

test('what only some runs have comes back, and is absent where it was', () => {
  const binary = { kind: 'binary', positiveRate: 0.5 } as const;
  const small = setTraining(
    setNumTasks({ ...defaultExperiment(), cards: cardsOf(['singleTask', 'ple']) }, 2),
    {
      numReplicas: 3,
      numSteps: 400,
      evalEvery: 20,
    },
  );
  const experiment = setTask(setTask(small, 0, binary), 1, { ...binary, after: 0 });
  const list = (value: number) => Array.from({ length: 6 }, (_, index) => value + index / 4);
  const bins = { count: [8, 0, 7], numYes: [1, 0, 5], predicted: [0.5, 0, 4.25] };
  const calibration = [bins, null, bins, null, null, bins];
  const byAll = <V>(value: V) => ({ clicked: value, unclicked: value, all: value });
  const known = {
    ...{ numPositive: list(12), numNegative: list(88), trainRate: list(0.125) },
    funnel: {
      validation: list(1),
      ofRows: byAll({ nullLosses: list(2), truth: list(3), truthGivenPath: list(4) }),
    },
  };
  const ofRows = byAll({ losses: list(0.5), predicted: list(0.25) });
  const made = madeUpRun(experiment, { known });
  const full = [...made.networks].map(([id, network]): [string, NetworkRun] => {
    const { best, last, ...others } = network.reportable;
    if (best === null || last === null) throw new Error('Nothing is reportable.');
    const more = { gauc: list(7), ofRows };
    const reportable = { ...others, best: { ...best, ...more, calibration }, last: { ...last, ...more } };
    return [id, { ...network, reportable }];
  });
  const back = savedRunOf(savedRunText({ ...made, networks: new Map(full) }));
  expect(back.knownLosses).toMatchObject(known);
  const { best, last } = back.networks.get('A')?.reportable ?? {};
  expect(best).toMatchObject({ gauc: list(7), ofRows, calibration });
  expect(last).toMatchObject({ gauc: list(7), ofRows });
  const plain = savedRunOf(savedRunText(madeUpRun(small)));
  expect(Object.keys(plain.knownLosses)).toEqual(['validation', 'test', 'floor']);
  expect(Object.keys(plain.networks.get('A')?.reportable.best ?? {})).toEqual([
    'steps',
    'scores',
    'test',
    'auc',
  ]);
});

test('a run that stopped early ends where it stopped', () => {
  const stopping = setTraining(run.experiment, { numSteps: 400, evalEvery: 20, stopEarly: 5 });
  const made = madeUpRun(stopping, { stops: { at: 240, bestAt: 140 } });
  expect(savedRunOf(savedRunText(made)).step).toBe(240);
  expect(savedRunOf(savedRunText(savedRunOf(savedRunText(made))))).toEqual(savedRunOf(savedRunText(made)));
});

test('learned weights of losses come back, where there are any', () => {
  const weights = Array.from({ length: 20 }, (_, i) => 1 + (i % 4));
  const networks = new Map(
    [...run.networks].map(([id, network]) => [
      id,
      id === 'B'
        ? {
            ...network,
            history: network.history.map((one) => ({ ...one, loss: { ...one.loss, weights } })),
          }
        : network,
    ]),
  );
  const { networks: back } = savedRunOf(savedRunText({ ...run, networks }));
  expect(back.get('B')?.history.map(({ loss }) => loss.weights)).toEqual(
    run.networks.get('B')?.history.map(() => weights),
  );
  expect(back.get('A')?.history[0]?.loss).not.toHaveProperty('weights');
});

test('a run in another form is refused', () => {
  const packed = JSON.parse(written);
  const { version: _, ...unversioned } = packed;
  for (const given of [unversioned, { ...packed, version: 3 }, null])
    expect(() => savedRunOf(JSON.stringify(given))).toThrow(/version .* of its form.*press Play/);
});

test('a file of runs gives each of them back with its labels, and names those that do not read', () => {
  const other = { ...labels, name: 'Later', note: 'Two\nlines', time: 86_400_000, release: '0.0.9' };
  const text = writtenRunsFile([
    { ...labels, saved: written },
    { ...other, saved: written },
  ]);
  const read = [...readRunsFile(text)];
  expect(read.map((one) => (one.kind === 'run' ? one.run.run : null))).toEqual([run, run]);
  expect(read[1]).toMatchObject({ run: { ...other, note: 'Two\nlines' } });
  const parsed = JSON.parse(text);
  parsed.runs[0].run.config = `${parsed.runs[0].run.config}&seed=99`;
  parsed.runs.push(7);
  const found = [...readRunsFile(JSON.stringify(parsed))];
  expect(found.map(({ kind }) => kind)).toEqual(['problem', 'run', 'problem']);
  expect(found[0]).toMatchObject({ problem: expect.stringMatching(/^Run 1 is left out. .* its check/) });
  expect(found[2]).toMatchObject({ problem: 'Run 3 is left out. 7 is no run.' });
});

test('a file of another form, or of a later one, says so', () => {
  const text = writtenRunsFile([]);
  expect(() => readRunsFile(text.replace('"version":2', '"version":1'))).toThrow(/newest release/);
  expect(() => readRunsFile('{"format":"a"}')).toThrow(/says that it is "a"/);
  expect(() => readRunsFile(text.slice(0, -5))).toThrow(/cut off/);
});
