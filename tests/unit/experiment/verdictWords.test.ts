import { describe, expect, it } from 'vitest';
import { keepEvaluation, noEvaluations } from '../../../src/analysis/reported.ts';
import { type Answer, answerOf } from '../../../src/experiment/answer.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setNumTasks, setTraining } from '../../../src/experiment/edit.ts';
import { evaluationSizeOf } from '../../../src/experiment/evaluations.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { trainingsOf } from '../../../src/experiment/trained.ts';
import {
  verdictNumbers,
  verdictSentence,
  verdictsOf,
  verdictTable,
} from '../../../src/experiment/verdictWords.ts';

const numSteps = 100;

const experimentOf = (architectures: readonly string[], numReplicas = 5): Experiment =>
  setTraining(setNumTasks({ ...defaultExperiment(), cards: cardsOf(architectures) }, 2), {
    numSteps,
    numReplicas,
  });

/** Own ups and downs of each network: what makes an interval. */
const noise = (id: string, replica: number) =>
  1 + 0.04 * Math.sin(7 * (id.codePointAt(0) ?? 0) + 5 * replica);

interface Given {
  /** Loss of both tasks by id of the network, 1 for all others; the second is half of it. */
  readonly losses: Readonly<Record<string, number>>;
  readonly step?: number;
  /** Without ups and downs: equal losses stay equal. */
  readonly isExact?: boolean;
}

function answered(experiment: Experiment, { losses, step = numSteps, isExact = false }: Given): Answer {
  const size = evaluationSizeOf(experiment);
  const keptOf = (id: string) => {
    const loss = losses[id] ?? 1;
    const all = Array.from({ length: size.numReplicas }, (_, replica) => {
      const one = loss * (isExact ? 1 + replica / 10 : noise(id, replica));
      return [one, one / 2];
    }).flat();
    return keepEvaluation(noEvaluations, { step, validation: all, test: all, auc: all }, size);
  };
  const ids = trainingsOf(experiment).flatMap(({ trained }) => trained.map(({ id }) => id));
  const answer = answerOf(experiment, {
    kept: new Map(ids.map((id) => [id, keptOf(id)])),
    lossScales: Array.from({ length: 2 * size.numReplicas }, () => 1),
    step,
  });
  if (answer === null) throw new Error('There must be an answer.');
  return answer;
}

const sentenceOf = (experiment: Experiment, given: Given) =>
  verdictSentence(experiment, answered(experiment, given));

describe('the verdict in a sentence', () => {
  it('names the others by conclusion, with the effect', () => {
    const experiment = experimentOf(['adattSp', 'ple', 'mmoe', 'sharedBottom']);
    const sentence = sentenceOf(experiment, { losses: { A: 0.5, B: 0.8, C: 0.5, D: 0.3 } });
    expect(sentence).toMatch(
      /^A · AdaTT-sp: better than B · PLE \(\+\d+ %\); worse than D · Shared-Bottom \(−\d+ %\); no clear difference to C · MMoE \([+−]\d\.\d %\)\.$/,
    );
  });

  it('says that equal cards are identical', () => {
    const experiment = experimentOf(['adattSp', 'adattSp']);
    expect(sentenceOf(experiment, { losses: {}, isExact: true })).toBe(
      'A · AdaTT-sp: identical to B · AdaTT-sp in every repetition.',
    );
  });

  it('gives no number where there is no verdict', () => {
    const losses = { A: 0.5, B: 0.4 };
    expect(sentenceOf(experimentOf(['adattSp', 'ple'], 1), { losses })).toBe(
      'A · AdaTT-sp: no verdict against B · PLE from one repetition.',
    );
    expect(sentenceOf(experimentOf(['adattSp', 'ple'], 2), { losses })).toBe(
      'A · AdaTT-sp: no verdict against B · PLE from fewer than 3 repetitions.',
    );
    expect(sentenceOf(experimentOf(['adattSp', 'ple']), { losses: { A: Number.NaN } })).toBe(
      'A · AdaTT-sp: no verdict against B · PLE, as every repetition diverged.',
    );
    expect(sentenceOf(experimentOf(['adattSp']), { losses })).toMatch(/^There is nothing to compare A/);
  });
});

describe('the verdict as a table', () => {
  const experiment = experimentOf(['adattSp', 'ple', 'mmoe']);
  const answer = answered(experiment, { losses: { A: 0.04, B: 0.05 }, step: 50 });

  it('has a row per task and one overall against each other card', () => {
    const table = verdictTable(experiment, verdictsOf(answer));
    expect(table.map(([against, task]) => [against, task])).toEqual([
      ['against', 'task'],
      ['B · PLE', 'Task 1'],
      ['B · PLE', 'Task 2'],
      ['B · PLE', 'overall'],
      ['C · MMoE', 'Task 1'],
      ['C · MMoE', 'Task 2'],
      ['C · MMoE', 'overall'],
    ]);
    expect(table[1]?.at(4)).toBe('97.5 %');
    expect(table[3]?.at(4)).toBe('95 %');
    expect(table[1]?.at(-1)).toBe('better; close to the best possible: relative differences swing');
  });

  it('has the same numbers unrounded, each under its name', () => {
    const [header, ...rows] = verdictNumbers(experiment, answer);
    if (header === undefined) throw new Error('A table has a header.');
    const named = rows.map((row) => Object.fromEntries(header.map((name, i) => [String(name), row[i]])));
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    const verdict = verdictsOf(answer)[0];
    expect(named[0]).toMatchObject({
      reference: 'A · AdaTT-sp',
      against: 'B · PLE',
      'relative reduction of the loss': verdict?.tasks[0]?.gain.mean,
      'difference of the loss': verdict?.tasks[0]?.difference.mean,
      'better in': verdict?.tasks[0]?.numBetter,
      repetitions: 5,
      'close to the best possible': 1,
      provisional: 1,
      budget: 'asConfigured',
    });
    expect(named[2]).toMatchObject({ task: 'overall', low: verdict?.overall.gain.low });
  });
});
