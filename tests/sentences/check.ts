/**
 * `npm run sentences -- [PRESET ...] [--seeds 1,2,3]`: trains presets, and holds every sentence that the page says of them against
 * their losses and gates. Exit code 1 when one does not hold.
 */

import { parseArguments } from '../../src/cli/arguments.ts';
import { print, runCommand } from '../../src/cli/command.ts';
import { answerOfRun, type TrainedRun, withRunner } from '../../src/cli/trainRun.ts';
import { setData } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { budgetOf } from '../../src/experiment/plan/budget.ts';
import { topologyOfCard } from '../../src/experiment/plan/cardTopology.ts';
import { presets } from '../../src/presets/presets.ts';
import { findingsOf } from '../../src/report/findings/findings.ts';
import { spokenNameOf } from '../../src/report/verdictSentence.ts';
import { text } from '../../src/text/text.ts';
import { faultOf, type RawRun } from './oracle.ts';

await runCommand(async (argv) => {
  const args = parseArguments(argv, { '--seeds': text.presetReport.someSeeds });
  const seeds = (args.options.get('--seeds') ?? '1,2,3').split(',').map(Number);
  const chosen = presets.filter(({ id }) => args.positions.length === 0 || args.positions.includes(id));
  let [numSaid, numWrong] = [0, 0];
  await withRunner(args, async ({ trainAll }) => {
    for (const { id, experiment } of chosen)
      for (const seed of seeds) {
        const seeded = setData(experiment, { seed });
        for (const { sentence, fault } of checkedSentences(seeded, await trainAll(seeded))) {
          numSaid += 1;
          if (fault !== null) numWrong += 1;
          await print(`${id} ${seed}  ${fault === null ? 'holds' : `WRONG (${fault})`}  ${sentence}\n`);
        }
      }
  });
  await print(`${numSaid} sentences, ${numWrong} of them wrong\n`);
  return numWrong === 0 ? 0 : 1;
});

function checkedSentences(experiment: Experiment, run: TrainedRun) {
  const answer = answerOfRun(experiment, run);
  const raw = rawRunOf(experiment, run, answer);
  const historyOf = (trainedId: string) => run.history.get(trainedId) ?? [];
  const { measuredCorrelation } = run;
  return findingsOf({ experiment, answer, historyOf, measuredCorrelation }).map((finding) => ({
    sentence: finding.sentence,
    fault: faultOf(raw, finding),
  }));
}

function rawRunOf(
  experiment: Experiment,
  { record, history }: TrainedRun,
  { referenceId, cards, baseline }: ReturnType<typeof answerOfRun>,
): RawRun {
  const built = budgetOf(experiment).cards.find(({ card }) => card.id === referenceId)?.card;
  const idOf = (cardId: string) => cards.find((card) => card.cardId === cardId)?.trainedId ?? cardId;
  return {
    experiment,
    referenceId,
    baselineId: baseline?.trainedId ?? '',
    networks: new Map([...record.networks].map(([id, { kept }]) => [id, kept])),
    nameOf: (id) =>
      experiment.cards.some((card) => card.id === id)
        ? spokenNameOf(experiment, id)
        : text.verdict.outcomes.unseenBaseline,
    levels: (built === undefined ? null : topologyOfCard(built, experiment))?.levels ?? [],
    gates: (history.get(idOf(referenceId)) ?? []).map((evaluation) => evaluation.gates),
  };
}
