import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { readExperiment, readExperimentFile } from '../../../src/experiment/read.ts';
import { arbitraryExperiment } from './arbitraries.ts';

const prototypeKeys = Object.getOwnPropertyNames(Object.prototype).join();

const given = { ...defaultExperiment() };

describe('plain experiments', () => {
  it('are read as they are', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        expect(readExperiment(structuredClone(experiment))).toEqual({
          experiment,
          problems: [],
        });
      }),
      { numRuns: 30 },
    );
  });

  it('take defaults for what is absent, without a word', () => {
    expect(readExperiment({})).toEqual({
      experiment: defaultExperiment(),
      problems: [],
    });
    const { experiment, problems } = readExperiment({
      tasks: [{}, { name: 'Clicks' }],
      cards: [{ architecture: 'ple' }],
    });
    expect(problems).toEqual([]);
    expect(experiment.tasks.map((task) => task.name)).toEqual(['Task 1', 'Clicks']);
    expect(experiment.data.correlation).toEqual([
      [1, 0.9],
      [0.9, 1],
    ]);
    expect(experiment.cards).toEqual(cardsOf(['ple']));
  });

  it('may have no card', () => {
    expect(readExperiment({ cards: [] }).experiment.cards).toEqual([]);
  });
});

describe('bad values', () => {
  it('are named with their place, the value and the range; the rest is kept', () => {
    const { experiment, problems } = readExperiment({
      ...given,
      tasks: [{ name: 'a' }, { noise: -1 }, { kind: 'ranking' }, {}],
      training: { batchSize: 1e9, numSteps: 500 },
    });
    expect(problems).toEqual([
      'Task 2: Noise must be a number from 0 to 10, but got -1; 0 is used instead.',
      'Task 3: Kind must be one of regression, binary, but got "ranking"; regression is used instead.',
      'Batch size must be a whole number from 1 to 1024 rows, but got 1000000000; 1024 is used instead.',
    ]);
    expect(experiment.tasks[0]?.name).toBe('a');
    expect(experiment.training.numSteps).toBe(500);
  });

  it('of the list of tasks: none, too many, no list', () => {
    expect(readExperiment({ tasks: [] }).experiment.tasks).toHaveLength(4);
    expect(readExperiment({ tasks: Array.from({ length: 9 }, () => ({})) }).experiment.tasks).toHaveLength(8);
    for (const tasks of [[], Array.from({ length: 9 }, () => ({})), 'x', null])
      expect(readExperiment({ tasks }).problems, String(tasks)).toHaveLength(1);
  });

  it('of cards: letters, architectures, lists of another length', () => {
    const { experiment, problems } = readExperiment({
      cards: [
        { id: 'B', architecture: 'ple' },
        { id: 'B', architecture: 'mmoe' },
        { id: 'Z', architecture: 'toString' },
        { architecture: 'adattSp', options: { numTaskExperts: [1, 2], shared: 3 } },
      ],
    });
    expect(experiment.cards.map((card) => [card.id, card.architecture])).toEqual([
      ['B', 'ple'],
      ['A', 'mmoe'],
      ['C', 'adattSp'],
      ['D', 'adattSp'],
    ]);
    expect(experiment.cards[3]?.options['numTaskExperts']).toEqual([1, 2, 2, 2]);
    expect(problems.map((problem) => problem.slice(0, 32))).toEqual([
      'The letter of an architecture mu',
      'The letter of an architecture mu',
      'Architecture C: Architecture mus',
      'Architecture D: Unknown settings',
      'Architecture D: Experts per task',
    ]);
  });

  it('of the whole: unknown parts, another version, no experiment', () => {
    expect(readExperiment({ ...given, extra: 1 }).problems[0]).toContain('"extra"');
    expect(readExperiment({ ...given, version: 3 }).problems[0]).toMatch(/^The file has version 3, /);
    for (const nothing of [null, undefined, 3, 'x', []]) {
      const { experiment, problems } = readExperiment(nothing);
      expect(experiment).toEqual(defaultExperiment());
      expect(problems).toHaveLength(1);
    }
  });

  it('are listed up to a length that someone reads', () => {
    const tasks = Array.from({ length: 8 }, () => ({
      name: 1,
      kind: 1,
      noise: 'x',
      positiveRate: 'x',
      lossWeight: 'x',
      labelFraction: 'x',
    }));
    const { problems } = readExperiment({ tasks });
    expect(problems).toHaveLength(41);
    expect(problems.at(-1)).toBe('8 more problems were found.');
  });
});

describe('hostile values', () => {
  it('leave prototypes alone', () => {
    const hostile = JSON.parse(
      '{"__proto__": {"tasks": [{}]}, "constructor": 1, "data": {"__proto__": {"seed": 9}}, "cards": [{"__proto__": {"id": "C"}, "options": {"__proto__": {"numTaskExperts": 7}, "constructor": 2}}]}',
    );
    const { experiment, problems } = readExperiment(hostile);
    expect(experiment.tasks).toHaveLength(4);
    expect(experiment.data.seed).toBe(1);
    expect(experiment.cards[0]?.id).toBe('A');
    expect(experiment.cards[0]?.options['numTaskExperts']).toBe(1);
    expect(Object.getPrototypeOf(experiment.cards[0]?.options)).toBe(Object.prototype);
    expect(problems.length).toBeGreaterThan(2);
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototypeKeys);
  });

  it('inherited from elsewhere do not count', () => {
    const inherited: unknown = Object.create({ tasks: [{}], training: { numSteps: 7 } });
    expect(readExperiment(inherited)).toEqual({
      experiment: defaultExperiment(),
      problems: [],
    });
  });

  it('never throw, whatever they are, and always come out as a readable experiment', () => {
    const part = fc.anything({
      withSparseArray: true,
      withNullPrototype: true,
      withBigInt: true,
      maxDepth: 3,
    });
    const anything = fc.oneof(
      part,
      fc.record({ tasks: part, data: part, cards: part, training: part }, { requiredKeys: [] }),
      fc.record({
        tasks: fc.array(part, { maxLength: 9 }),
        data: fc.record({ correlation: fc.array(fc.array(part)), secondCorrelation: part, seed: part }),
        cards: fc.array(fc.record({ id: part, architecture: part, options: part })),
        training: fc.record({ learningRateChanges: fc.array(fc.record({ step: part, value: part })) }),
      }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const { experiment } = readExperiment(value);
        expect(readExperiment(experiment)).toEqual({ experiment, problems: [] });
        expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototypeKeys);
      }),
      { numRuns: 300 },
    );
  });

  it('may be large', () => {
    const keys = Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`k${index}`, 1]));
    const list = Array.from({ length: 150_000 }, () => 1);
    const { problems } = readExperiment({ tasks: list, cards: list, data: keys });
    expect(problems.length).toBeLessThanOrEqual(41);
  });
});

it('refuses a file that has no part of an experiment', () => {
  for (const nothing of [null, undefined, 3, 'tasks', [], {}, { version: 1, name: 'x' }])
    expect(readExperimentFile(nothing)).toBeNull();
  expect(readExperimentFile({ version: 2, cards: 'x' })).toEqual(readExperiment({ version: 2, cards: 'x' }));
});
