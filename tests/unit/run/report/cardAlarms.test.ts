import { expect, it } from 'vitest';
import { alarmsOfCard } from '../../../../src/run/report/cardAlarms.ts';
import { markdownReport } from '../../../../src/run/report/markdown.ts';
import { text } from '../../../../src/text/text.ts';
import { evaluated, evaluationOfGates, experimentOf, gatesOf, type MadeUp } from '../evaluatedRuns.ts';

const experiment = experimentOf(['adattSp', 'ple']);

/** Even gates at the start; at the end every gate of the reference takes nearly all from the first expert. */
const collapsing = [
  [0, 0.3],
  [100, 0.96],
].map(([step = 0, first = 0]) =>
  evaluationOfGates(
    step,
    gatesOf(experiment, experiment.training.numReplicas, ({ experts }, _, expert) => [
      expert === 0 ? first : (1 - first) / (experts.length - 1),
      0,
    ]),
  ),
);

function runWith(given: MadeUp) {
  const run = evaluated(experiment, given);
  const networks = new Map(run.run.networks);
  const network = networks.get('A');
  if (network !== undefined) networks.set('A', { ...network, history: collapsing });
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
