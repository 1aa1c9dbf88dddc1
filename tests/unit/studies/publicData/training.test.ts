/** Models of public files are those that their own validation rows choose. */
import { describe, expect, it } from 'vitest';
import { emptyReportableLosses } from '../../../../src/analysis/reported.ts';
import type { TrainedRun } from '../../../../src/cli/trainRun.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { budgetOf } from '../../../../src/experiment/derived/budget.ts';
import { setComparison, setTraining } from '../../../../src/experiment/edit.ts';
import type { CardConfig, Experiment } from '../../../../src/experiment/experiment.ts';
import { trainedAtBest } from '../../../studies/files/training.ts';

const widthOf = (card: CardConfig | undefined): number =>
  Number(JSON.stringify(card?.options['towerDims']).replaceAll(/\D/g, ''));

describe('a model at its best', () => {
  /** A run whose losses are those of a size and a learning rate; the widths tell the size. */
  const trainerWith = (lossOf: (width: number, rate: number, replica: number) => number) => {
    const tried: string[] = [];
    const train = async ({ cards, tasks, training }: Experiment): Promise<TrainedRun> => {
      const [card] = cards;
      const width = widthOf(card);
      const { learningRate, firstReplica = 0 } = training;
      tried.push(`${firstReplica}: ${width} ${learningRate}`);
      const loss = lossOf(width, learningRate, firstReplica);
      const ofTasks = (value: number) => tasks.map(() => value);
      const losses = { scores: ofTasks(loss), test: ofTasks(loss), auc: ofTasks(Number.NaN) };
      const chosen = { steps: ofTasks(50), ...losses };
      const reportable = { ...emptyReportableLosses, best: chosen, last: chosen };
      return { networks: new Map([[card?.id, { reportable }]]) } as unknown as TrainedRun;
    };
    return { train, tried };
  };
  const first = setComparison(defaultExperiment(), { budget: 'bestSize' });
  const aloneWith = (numReplicas: number): Experiment =>
    setTraining({ ...first, cards: cardsOf(['singleTask']) }, { numReplicas });
  const configured = widthOf(budgetOf(aloneWith(1)).cards[0]?.card);

  it('has the size and then the rate that its own validation rows choose, in each repetition', async () => {
    const { train } = trainerWith((width, rate, replica) =>
      replica === 0 ? 1 / width + Math.abs(rate - 0.01) : width + Math.abs(rate - 0.003),
    );
    const [best] = await trainedAtBest(aloneWith(2), { train });
    expect(best?.map(({ size, rate }) => [size, rate])).toEqual([
      [2, 0.01],
      [0.25, 0.003],
    ]);
  });

  it('tries rates beyond the edge twice at most, and only while the last one is the best', async () => {
    const { train, tried } = trainerWith((width, rate) => Math.abs(width - configured) + rate);
    const [best] = await trainedAtBest(aloneWith(1), { train });
    expect(best?.[0]).toMatchObject({ size: 1, rate: 0.0001 });
    expect(tried.map((one) => Number(one.split(' ')[2]))).toEqual([
      ...[0.003, 0.003, 0.003, 0.003],
      ...[0.001, 0.01, 0.03, 0.0003, 0.0001],
    ]);
  });

  it('is not one that diverged', async () => {
    const { train } = trainerWith((_, rate) => (rate === 0.03 ? 0.5 : Number.NaN));
    const [best] = await trainedAtBest(aloneWith(1), { train });
    expect(best?.[0]?.rate).toBe(0.03);
  });
});
