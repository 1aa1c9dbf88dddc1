/** Look of networks on the stage while one row is followed: what each tower answers, and the truth. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { logitText } from '../../../src/report/rowWords.ts';
import type { RowAnswers } from '../../charts/network/RowMarks.tsx';
import type { RowShown } from './useRowShown.ts';

/** Answers of each network to the row, by id of the card. */
export function rowAnswersOf(
  { followed, networks }: Pick<RowShown, 'followed' | 'networks'>,
  { tasks }: Pick<Experiment, 'tasks'>,
): ReadonlyMap<string, RowAnswers> {
  const truths = followed?.truth?.map((logit, task) => logitText(logit, tasks[task]?.kind ?? 'regression'));
  return new Map(
    [...networks].map(([id, { row }]) => [
      id,
      {
        answers: tasks.map(({ kind }, task) => logitText(row.logits[task], kind)),
        truths: truths ?? null,
      },
    ]),
  );
}
