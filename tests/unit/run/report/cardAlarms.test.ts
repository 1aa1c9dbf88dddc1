import { expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/analysis/produced/evaluation.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import { alarmsOfCard } from '../../../../src/run/report/cardAlarms.ts';
import { markdownReport } from '../../../../src/run/report/markdown.ts';
import { text } from '../../../../src/text/text.ts';
import { evaluated, experimentOf, type MadeUp } from '../evaluatedRuns.ts';

const experiment = experimentOf(['adattSp', 'ple']);

/** Even gates at the start; at the end every gate of the reference takes nearly all from the first expert. */
function collapsing(): readonly Evaluation[] {
  const [card] = experiment.cards;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  const levelsWith = (first: number) =>
    (topology?.levels ?? []).map(({ units, experts }) => {
      const replicas = Array.from({ length: experiment.training.numReplicas });
      const weights = experts.map((_, e) => (e === 0 ? first : (1 - first) / (experts.length - 1)));
      const zeros = new Float32Array(replicas.length * experts.length);
      return {
        gateMean: new Float32Array(replicas.flatMap(() => units.flatMap(() => weights))),
        gateStd: new Float32Array(replicas.length * units.length * experts.length),
        native: new Float32Array(replicas.length * units.length * experts.length),
        expertRms: zeros.map(() => 1),
        sparsity: zeros,
        deadFraction: zeros,
      };
    });
  const losses = { train: [], validation: [], test: [], auc: [] };
  return [
    { loss: { step: 0, ...losses }, gates: { step: 0, levels: levelsWith(0.3) } },
    { loss: { step: 100, ...losses }, gates: { step: 100, levels: levelsWith(0.96) } },
  ] as readonly Evaluation[];
}

function runWith(given: MadeUp) {
  const run = evaluated(experiment, given);
  const networks = new Map(run.run.networks);
  const network = networks.get('A');
  if (network !== undefined) networks.set('A', { ...network, history: collapsing() });
  return { ...run, run: { ...run.run, networks } };
}

const kindsOf = (given: MadeUp) => {
  const run = runWith(given);
  const [reference] = run.summary.cards;
  return reference && alarmsOfCard(run, reference)?.map(({ kind }) => kind);
};

it('raises alarms about gates of networks that learned something', () => {
  expect(kindsOf({ losses: { A: 1 } })).toContain('collapse');
});

it('raises none where nothing was learned, or has only begun to be, and says so', () => {
  expect(kindsOf({ losses: { A: 4.2 } })).toBeUndefined();
  // 96 % of the best constant's loss on both tasks, halved at the last step.
  const known = { test: Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 1 : 0.5)) };
  expect(kindsOf({ losses: { A: 0.96 }, known })).toContain('collapse');
  expect(kindsOf({ losses: { A: 0.96 }, known, improving: ['A'] })).toBeUndefined();
  const report = markdownReport(runWith({ losses: { A: 4.2 } }), '');
  expect(report).toContain(text.gates.unread(['A · AdaTT-sp']));
});
