import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isOneStepEach, type ReportableLosses } from '../../../src/analysis/reported.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setNumTasks, setTask, setTraining } from '../../../src/experiment/edit.ts';
import { DATA_OF_VERSION_1 } from '../../../src/experiment/versions.ts';
import { type NetworkRun, runAfter, type StartedRun } from '../../../src/run/run.ts';
import { type LabelledRun, readRunsFile, runsFileParts } from '../../../src/run/runsFile.ts';
import { savedRunOf, savedRunText } from '../../../src/run/savedRun.ts';
import { summaryOf } from '../../../src/run/summary.ts';
import { madeUpRun } from './answer/madeUpRun.ts';

const written = readFileSync('app/recorded/firstView.json', 'utf8');
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

test('a run of a release that took a step for each task has one for all, chosen from its curves', () => {
  const numTasks = run.experiment.tasks.length;
  const saved = (change: (reportable: ReportableLosses) => ReportableLosses) => {
    const changed = [...run.networks].map(([id, network]) =>
      id === 'B'
        ? ([id, { ...network, reportable: change(network.reportable) }] as const)
        : ([id, network] as const),
    );
    return savedRunOf(savedRunText({ ...run, networks: new Map(changed) })).networks.get('B')?.reportable;
  };
  const { best, own: chosen } =
    saved(({ own: _, ...reportable }) => ({
      ...reportable,
      best: reportable.best && {
        ...reportable.best,
        steps: reportable.best.steps.map((_, index) => index * 50),
      },
    })) ?? {};
  const curve = run.networks.get('B')?.history ?? [];
  expect(isOneStepEach(best?.steps ?? [0, 1], numTasks)).toBe(true);
  for (const [index, step] of (best?.steps ?? []).entries())
    expect(best?.test[index]).toBe(curve.find(({ loss }) => loss.step === step)?.loss.test[index]);
  expect(chosen?.test).toHaveLength(run.experiment.training.numReplicas * numTasks);
  // Of this release, the second number comes back as it is.
  const own = { scores: (best?.steps ?? []).map(() => 0.5), test: (best?.steps ?? []).map(() => 0.25) };
  expect(saved((reportable) => ({ ...reportable, own }))?.own).toEqual(own);
});

/** The run as a release saved it that took a step for each task of its networks that share nothing: here of network A. */
function withStepsOfTasks(given: StartedRun, steps: readonly number[]): StartedRun {
  const networks = [...given.networks].map(([id, network]): [string, NetworkRun] => {
    const { own: _, best, ...reportable } = network.reportable;
    if (id !== 'A' || best === null) return [id, network];
    const changed = { ...best, steps: best.steps.map((_, index) => steps[index % steps.length] ?? 0) };
    return [id, { ...network, reportable: { ...reportable, best: changed } }];
  });
  return savedRunOf(savedRunText({ ...given, networks: new Map(networks) }));
}

const small = setTraining(setNumTasks({ ...defaultExperiment(), cards: cardsOf(['singleTask', 'ple']) }, 2), {
  numReplicas: 3,
  numSteps: 400,
  evalEvery: 20,
});

test('such a run with tasks after others is left as it was saved: its curves do not have what steps are chosen by', () => {
  const binary = { kind: 'binary', positiveRate: 0.5 } as const;
  const funnel = setTask(setTask(small, 0, binary), 1, { ...binary, after: 0 });
  const made = madeUpRun(funnel);
  const rows = { losses: Array(6).fill(0.5), predicted: Array(6).fill(0.25) };
  const ofRows = { clicked: rows, unclicked: rows, all: rows };
  const networks = [...made.networks].map(([id, network]): [string, NetworkRun] => {
    const { best, last, ...others } = network.reportable;
    const reportable = { ...others, best: best && { ...best, ofRows }, last: last && { ...last, ofRows } };
    return [id, { ...network, reportable }];
  });
  const back = withStepsOfTasks({ ...made, networks: new Map(networks) }, [20, 40]);
  expect(back.networks.get('A')?.reportable.best).toMatchObject({ steps: [20, 40, 20, 40, 20, 40], ofRows });
});

test('such a run that stopped early is read, and ends where it was saved to end', () => {
  const stopping = setTraining(small, { stopEarly: 5 });
  const made = madeUpRun(stopping, { stops: { at: 240, bestAt: 140 } });
  // By the mean over tasks the best step is a later one.
  const networks = [...made.networks].map(([id, network]): [string, NetworkRun] => {
    const history = network.history.map(({ loss, gates }) => {
      const factor = id === 'A' && loss.step === 180 ? 0.1 : 1;
      return { gates, loss: { ...loss, validation: loss.validation.map((value) => value * factor) } };
    });
    return [id, { ...network, history }];
  });
  const back = withStepsOfTasks({ ...made, networks: new Map(networks) }, [100, 140]);
  expect(new Set(back.networks.get('A')?.reportable.best?.steps)).toEqual(new Set([180]));
  expect(back.step).toBe(240);
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

test('a run whose set-up an older release wrote is read', () => {
  const packed = JSON.parse(written);
  const { noiseUnit } = DATA_OF_VERSION_1;
  const { cards, tasks } = run.experiment;
  const written1 = cards.map(({ id, architecture }) => `${id}=${architecture}`).join('&');
  const config = `v=1&tasks=${tasks.length}&${written1}`;
  const old = savedRunOf(JSON.stringify({ ...packed, config }));
  expect(old.experiment.data.noiseUnit).toBe(noiseUnit);
  expect(old.experiment.tasks).toHaveLength(tasks.length);
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
  expect(found[0]).toMatchObject({ problem: expect.stringMatching(/^Run 1 is left out. Its numbers/) });
  expect(found[2]).toMatchObject({ problem: 'Run 3 is left out. 7 is no run.' });
});

test('a file of another form, or of a later one, says so', () => {
  const text = writtenRunsFile([]);
  expect(() => readRunsFile(text.replace('"version":1', '"version":2'))).toThrow(/newest release/);
  expect(() => readRunsFile('{"format":"a"}')).toThrow(/says that it is "a"/);
  expect(() => readRunsFile(text.slice(0, -5))).toThrow(/cut off/);
});
