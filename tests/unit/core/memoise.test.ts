import { expect, it } from 'vitest';
import { memoise } from '../../../src/core/memoise.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { budgetOf } from '../../../src/experiment/derived/budget.ts';
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';

it('makes a thing once for an owner, and another one for another owner', () => {
  let numMade = 0;
  const madeOf = memoise((owner: { readonly name: string }) => ({ of: owner.name, number: ++numMade }));
  const owner = { name: 'one' };
  expect(madeOf(owner)).toEqual({ of: 'one', number: 1 });
  expect(madeOf(owner)).toBe(madeOf(owner));
  expect(madeOf({ ...owner })).toEqual({ of: 'one', number: 2 });
  expect(numMade).toBe(2);
});

it('works the budget and the trained experiment out once for an experiment, and anew for an edited one', () => {
  const experiment = defaultExperiment();
  expect(budgetOf(experiment)).toBe(budgetOf(experiment));
  expect(trainedExperimentOf(experiment)).toBe(trainedExperimentOf(experiment));
  const [reference, ...others] = experiment.cards;
  const edited = { ...experiment, cards: [...others, ...(reference === undefined ? [] : [reference])] };
  expect(budgetOf(edited).cards.map(({ card }) => card.id)).toEqual(edited.cards.map(({ id }) => id));
});
