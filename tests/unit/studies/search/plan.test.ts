/** What a search tries, and in which runs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceOf } from '../../../../src/experiment/comparison.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import { trainedExperimentOf } from '../../../../src/experiment/derived/trained.ts';
import type { CardConfig, Experiment } from '../../../../src/experiment/experiment.ts';
import { tunedSettingsOf } from '../../../../src/experiment/learningRate.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { architectures } from '../../../../src/models/architectures.ts';
import { paramCountsOf } from '../../../../src/models/counts.ts';
import { candidateOf, candidatesOf } from '../../../../src/studies/search/candidates.ts';
import { finalsExperimentOf, SEARCH_REPLICAS, searchPlanOf } from '../../../../src/studies/search/plan.ts';
import { searchOfPlan } from '../../../../src/studies/search/search.ts';
import { numTrainingsOf, remainingExperiments } from '../../../../src/studies/study.ts';
import { text } from '../../../../src/text/text.ts';
import { arbitraryExperiment } from '../../experiment/arbitraries.ts';
import { given } from './searches.ts';

const paramsOf = (card: CardConfig, experiment: Experiment): number => {
  const topology = topologyOfCard(card, experiment);
  return topology === null ? Number.NaN : paramCountsOf(topology).total;
};

describe('candidates', () => {
  it('are all architectures at three learning rates, but those made to be wrong, which are named', () => {
    const { candidates, leftOut } = candidatesOf(given);
    const tried = architectures.filter(({ id, role }) => id !== 'linear' && role !== 'impostor');
    expect(new Set(candidates.map(({ family }) => family))).toEqual(new Set(tried.map(({ id }) => id)));
    expect(new Set(candidates.map(({ card }) => card.learningRate))).toEqual(new Set([0.001, 0.003, 0.009]));
    expect(candidates).toHaveLength(3 * tried.length);
    expect(leftOut.map(({ name }) => name)).toEqual(['Almost AdaTT', 'Linear']);
    expect(leftOut[0]?.reason).toBe(text.search.leftOut.impostor);
  });

  it('have the parameters of the reference, or are named with the reason', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        const { candidates, leftOut } = candidatesOf(experiment);
        const reference = referenceOf(experiment);
        if (reference === null) {
          expect([candidates, leftOut]).toEqual([[], []]);
          return;
        }
        const target = paramsOf(reference, experiment);
        for (const { card } of candidates)
          expect(Math.abs(paramsOf(card, experiment) / target - 1)).toBeLessThanOrEqual(0.02);
        const numFamilies = new Set(candidates.map(({ family }) => family)).size;
        expect(numFamilies + leftOut.length).toBe(architectures.length);
        expect(leftOut.every(({ name, reason }) => name !== '' && reason !== '')).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the plan', () => {
  const plan = searchPlanOf(given);
  const experiments = remainingExperiments(searchOfPlan(plan), []);

  it('trains fewer candidates for more steps from rung to rung, all of them in runs of at most eight', () => {
    expect(plan.rungs).toEqual([
      { numSteps: 100, numCandidates: 27 },
      { numSteps: 300, numCandidates: 9 },
      { numSteps: 900, numCandidates: 4 },
    ]);
    for (const [rung, { numCandidates, numSteps }] of plan.rungs.entries()) {
      const runs = experiments.filter((_, key) => {
        const run = plan.runs[key];
        return run?.kind === 'rung' && run.rung === rung;
      });
      const ids = runs.flatMap(({ cards }) => cards.map(({ id }) => id));
      expect([ids.length, new Set(ids).size]).toEqual([numCandidates, numCandidates]);
      expect(runs.every(({ cards, training }) => cards.length <= 8 && training.numSteps === numSteps)).toBe(
        true,
      );
    }
  });

  it('searches on repetitions that the finals do not have, and trains no baseline unasked there', () => {
    const [first, ...others] = experiments.map(trainedExperimentOf);
    expect(first?.training).toMatchObject({ firstReplica: 5, numReplicas: SEARCH_REPLICAS });
    expect(first?.cards).toHaveLength(8);
    const finals = others.at(-2);
    expect(finals?.training).toMatchObject({ firstReplica: 0, numReplicas: 5, numSteps: 900 });
    expect(finals?.cards.at(-1)?.id).toBe('baseline~2');
  });

  it('trains the finals in parts where memory has no room for all at once', () => {
    const large = readLink(
      'v=2&tasks=8&train=100000&in=100&reps=20&batch=1024&A=adattSp,levels:200_200',
    ).experiment;
    const { numAtOnce, runs } = searchPlanOf(large);
    const parts = runs.flatMap((run) => (run.kind === 'finals' ? [run] : []));
    expect(numAtOnce).toBeLessThan(8);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum, { numReplicas }) => sum + numReplicas, 0)).toBe(20);
    expect(parts.map(({ firstReplica }) => firstReplica)).toEqual(
      parts.map((_, index) => parts.slice(0, index).reduce((sum, { numReplicas }) => sum + numReplicas, 0)),
    );
  });

  it('counts all trainings before the first, as many as there may be', () => {
    // 40 candidates of rungs and 18 variants of finalists twice, three finalists and a baseline at four sizes five times, and one to measure.
    expect(numTrainingsOf(experiments)).toBe(2 * (27 + 9 + 4 + 3 * 6) + 5 * 4 * 4 + 1);
    expect(experiments).toHaveLength(plan.runs.length);
  });
});

describe('the finals', () => {
  const { candidates } = candidatesOf(given);
  const of = (family: string, rate: number) =>
    candidates.filter(({ family: one, card }) => one === family && card.learningRate === rate);

  it('are an experiment that a link carries, each at its best size, of which one has the widths that were tried', () => {
    const finalists = [...of('mmoe', 0.009), ...of('adattSp', 0.009)];
    const finals = finalsExperimentOf(given, finalists, 5);
    expect(finals.training).toMatchObject({ learningRate: 0.003, numReplicas: 5 });
    expect(finals.cards.map(({ ownLearningRate }) => ownLearningRate)).toEqual([0.009, 0.009]);
    expect(finals.comparison).toMatchObject({ isTuned: false, reference: 'A', budget: 'bestSize' });
    expect(readLink(linkOfAll(finals)).experiment).toEqual(finals);
    const trained = trainedExperimentOf(finals).cards.filter(({ id }) => /^[AB]~1$/.test(id));
    expect(trained.map(({ options }) => options)).toEqual(finalists.map(({ card }) => card.options));
  });

  it('give each finalist its own settings, in a link too', () => {
    const [one, other] = [...of('mmoe', 0.009), ...of('ple', 0.003)];
    if (one === undefined || other === undefined) throw new Error('There is no such candidate.');
    const tuned = candidateOf(one.card, { ...one.settings, weightDecay: 0.1, dropout: 0.3 });
    const finals = finalsExperimentOf(given, [tuned, other], 5);
    expect(finals.comparison.isTuned).toBe(false);
    const read = readLink(linkOfAll(finals)).experiment;
    expect(read).toEqual(finals);
    const trained = trainedExperimentOf(read).cards.filter(({ id }) => /^[AB]~2$/.test(id));
    expect(trained.map((card) => tunedSettingsOf(card, read.training))).toEqual([
      { learningRate: 0.009, weightDecay: 0.1, dropout: 0.3 },
      { learningRate: 0.003, weightDecay: 0, dropout: 0 },
    ]);
  });
});
