import { describe, expect, it } from 'vitest';
import { emptyReportableLosses } from '../../../src/analysis/reported.ts';
import type { TrainedRun } from '../../../src/cli/trainRun.ts';
import { problemsOfExperiment } from '../../../src/experiment/costs/checks.ts';
import { budgetOf } from '../../../src/experiment/derived/budget.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { mapPopulation, setUpAt } from '../../studies/population/population.ts';
import { trainSetUp } from '../../studies/population/training.ts';

const setUps = Array.from({ length: mapPopulation.size }, (_, number) => setUpAt(mapPopulation, number));
/** Reading links and finding widths takes long. */
const someSetUps = setUps.filter((_, number) => number % 5 === 0);

describe('the population of the map', () => {
  it('has set-ups that can be trained, and links that open them', () => {
    for (const experiment of someSetUps) {
      const link = linkOfAll(experiment);
      expect(problemsOfExperiment(experiment), link).toEqual([]);
      expect(readLink(link), link).toMatchObject({ experiment, problems: [] });
    }
  });

  it('gives every contestant as many parameters', () => {
    for (const experiment of someSetUps)
      for (const { excess, message } of budgetOf(experiment).cards) {
        expect(message).toBeNull();
        expect(Math.abs(excess ?? 1)).toBeLessThanOrEqual(0.02);
      }
  });

  it('has each number of tasks, either noise and sparse tasks in a fair share of set-ups', () => {
    const shareOf = (is: (experiment: Experiment) => boolean) => setUps.filter(is).length / setUps.length;
    for (const numTasks of mapPopulation.numTasks)
      expect(Math.abs(shareOf(({ tasks }) => tasks.length === numTasks) - 1 / 3)).toBeLessThan(0.1);
    expect(Math.abs(shareOf(({ tasks }) => tasks[0]?.noise === 1) - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(shareOf(({ tasks }) => tasks.at(-1)?.kind === 'binary') - 0.5)).toBeLessThan(0.1);
  });
});

const widthOf = (card: CardConfig | undefined): number =>
  Number(JSON.stringify(card?.options['towerDims']).replaceAll(/\D/g, ''));

describe('a contestant at its best', () => {
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
  const first = setUpAt(mapPopulation, 0);
  const aloneWith = (numReplicas: number): Experiment =>
    setTraining({ ...first, cards: first.cards.slice(0, 1) }, { numReplicas });
  const configured = widthOf(budgetOf(aloneWith(1)).cards[0]?.card);

  it('has the size and then the rate that its own validation rows choose, in each repetition', async () => {
    const { train } = trainerWith((width, rate, replica) =>
      replica === 0 ? 1 / width + Math.abs(rate - 0.01) : width + Math.abs(rate - 0.003),
    );
    const [best] = await trainSetUp(aloneWith(2), { train });
    expect(best?.map(({ size, rate }) => [size, rate])).toEqual([
      [2, 0.01],
      [0.25, 0.003],
    ]);
  });

  it('tries rates beyond the edge twice at most, and only while the last one is the best', async () => {
    const { train, tried } = trainerWith((width, rate) => Math.abs(width - configured) + rate);
    const [best] = await trainSetUp(aloneWith(1), { train });
    expect(best?.[0]).toMatchObject({ size: 1, rate: 0.0001 });
    expect(tried.map((one) => Number(one.split(' ')[2]))).toEqual([
      ...[0.003, 0.003, 0.003, 0.003],
      ...[0.001, 0.01, 0.03, 0.0003, 0.0001],
    ]);
  });

  it('is not one that diverged', async () => {
    const { train } = trainerWith((_, rate) => (rate === 0.03 ? 0.5 : Number.NaN));
    const [best] = await trainSetUp(aloneWith(1), { train });
    expect(best?.[0]?.rate).toBe(0.03);
  });
});
