/** What the rules of the map say of contestants between which there is no difference, and of a planted one that is better. Knows no command. */
import { createStream } from '../../../src/core/random.ts';
import { cardsOf } from '../../../src/experiment/defaults.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { binsOf } from '../../../src/studies/map/bins.ts';
import { contestants } from '../../../src/studies/map/contestants.ts';
import type { SetUpReading } from '../../../src/studies/map/readings.ts';
import {
  type DirectedSentence,
  FIRST_CONFIRMING_KEY,
  testedSentences,
} from '../../../src/studies/map/sentences.ts';
import { type Population, setUpAt } from './population.ts';

/** Small set-ups, half of which confirm. */
export const nullPopulation: Population = { seed: 'null', size: 60, labels: [300, 900], numTasks: [2] };

export const nullKeyOf = (number: number): number => FIRST_CONFIRMING_KEY - nullPopulation.size / 2 + number;

/** All contestants are AdaTT-sp with other initial weights. */
export function nullExperimentAt(number: number): Experiment {
  const experiment = setTraining(setUpAt(nullPopulation, number), { numSteps: 600, evalEvery: 20 });
  const { options } = experiment.cards[contestants.indexOf('adattSp')] ?? { options: {} };
  return {
    ...experiment,
    cards: cardsOf(contestants.map(() => 'adattSp')).map((card, place) => ({
      ...card,
      options,
      initialSeedOffset: place,
    })),
  };
}

/** AdaTT-sp over each rival, in all set-ups. */
const sentences: readonly DirectedSentence[] = contestants
  .filter((other) => other !== 'adattSp')
  .map((other) => ({ where: {}, one: 'adattSp', other, least: 0 }));

/** Statements in a picture of four bins and in six sentences. */
export function statementsIn(setUps: readonly SetUpReading[]) {
  const bins = binsOf(setUps, 'noise', 'sparse').flat();
  return {
    numWon: bins.filter(({ outcome }) => outcome.kind === 'won').length,
    numConfirmed: testedSentences(setUps, sentences).filter(({ status }) => status === 'confirmed').length,
  };
}

/** Contestants change names at random in each set-up, which changes nothing where all are the same; counts studies with any statement. */
export function numFalseOf(setUps: readonly SetUpReading[], numStudies: number): number {
  const studies = Array.from({ length: numStudies }, (_, study) => {
    const stream = createStream('null', 'names', study);
    const renamed = setUps.map((setUp) => {
      const order = [...stream.permutation(contestants.length)];
      return { ...setUp, logLosses: order.map((place) => setUp.logLosses[place] ?? []) };
    });
    const { numWon, numConfirmed } = statementsIn(renamed);
    return numWon + numConfirmed > 0;
  });
  return studies.filter(Boolean).length;
}
