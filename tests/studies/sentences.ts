/**
 * `npm run sentences -- [PRESET ...] [--seeds 1,2,3]`: trains presets, and holds every sentence that the page says of them against
 * their losses and gates. Exit code 1 when one does not hold.
 */

import { summaryOfRun, type TrainedRun, withRunner } from '../../src/cli/trainRun.ts';
import { budgetOf } from '../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { setData } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { findingsOf } from '../../src/report/findings/findings.ts';
import { spokenNameOf } from '../../src/report/verdictWords.ts';
import { networkOf } from '../../src/run/run.ts';
import { text } from '../../src/text/text.ts';
import { faultInSentence, type RawRun } from './sentenceOracle.ts';
import { presetsIn, runStudy, seedsIn, seedsOption } from './study.ts';

const usage =
  'Usage: npm run sentences -- [PRESET ...] [--seeds 1,2,3] [--backend wasm|cpu] [--workers N] [--json]';

await runStudy(seedsOption, async (args) => {
  const seeds = seedsIn(args);
  const chosen = presetsIn(args, usage);
  const found: {
    readonly id: string;
    readonly seed: number;
    readonly fault: string | null;
    readonly sentence: string;
  }[] = [];
  await withRunner(args, async ({ trainAll }) => {
    for (const { id, experiment } of chosen)
      for (const seed of seeds) {
        const seeded = setData(experiment, { seed });
        for (const { sentence, fault } of checkedSentences(seeded, await trainAll(seeded))) {
          found.push({ id, seed, fault, sentence });
          await args.say(`${id} ${seed}  ${fault === null ? 'holds' : `WRONG (${fault})`}  ${sentence}\n`);
        }
      }
  });
  const numWrong = found.filter(({ fault }) => fault !== null).length;
  const summary = `${found.length} sentences, ${numWrong} of them wrong\n`;
  return { json: found, summary, isSound: numWrong === 0 };
});

function checkedSentences(experiment: Experiment, run: TrainedRun) {
  const summary = summaryOfRun(experiment, run);
  const raw = rawRunOf(experiment, run, summary);
  return findingsOf({ experiment, summary, run }).map((finding) => ({
    sentence: finding.sentence,
    fault: faultInSentence(raw, finding),
  }));
}

function rawRunOf(
  experiment: Experiment,
  { networks }: TrainedRun,
  { referenceId, cards, baseline }: ReturnType<typeof summaryOfRun>,
): RawRun {
  const built = budgetOf(experiment).cards.find(({ card }) => card.id === referenceId)?.card;
  const idOf = (cardId: string) => cards.find((card) => card.cardId === cardId)?.trainedId ?? cardId;
  return {
    experiment,
    referenceId,
    baselineId: baseline?.trainedId ?? '',
    networks: new Map([...networks].map(([id, { reportable }]) => [id, reportable])),
    nameOf: (id) =>
      experiment.cards.some((card) => card.id === id)
        ? spokenNameOf(experiment, id)
        : text.verdict.outcomes.unseenBaseline,
    levels: (built === undefined ? null : topologyOfCard(built, experiment))?.levels ?? [],
    gates: networkOf({ networks }, idOf(referenceId)).history.map((evaluation) => evaluation.gates),
  };
}
