/** The results of resampled tasks in words and numbers, for page and command. */
import { mean } from '../../core/lists.ts';
import { type CardVerdict, nameOfCardId, verdictsOf } from '../../run/report/verdictWords.ts';
import { text } from '../../text/text.ts';
import { excessOverFloorOf, type TaskDraws } from './taskDraws.ts';

const words = text.draws;

/** "Ahead of A · AdaTT-sp: B · PLE in 13 of 40, C · MMoE in 10 of 40 draws."; empty without rivals. */
export const aheadSentence = ({ experiment, summary }: TaskDraws): string => {
  const counts = verdictsOf(summary).map(({ cardId, overall }) =>
    words.aheadOf(nameOfCardId(experiment, cardId), overall.numBetter, overall.gain.n),
  );
  return counts.length === 0 ? '' : words.ahead(nameOfCardId(experiment, summary.referenceId), counts);
};

/** A row per draw, rival and task, header first, overall first, unrounded; NaN if one of the two diverged. */
export const drawsNumbers = (found: TaskDraws): readonly (readonly (string | number)[])[] => {
  const { draws, experiment, summary } = found;
  const tasks = [text.answer.overall, ...experiment.tasks.map(({ name }) => name)];
  const rowsOf = (draw: number, replica: number) =>
    verdictsOf(summary).flatMap(({ cardId, against, ...verdict }) =>
      gainsInDraw(verdict, replica).map((gain, index) => [
        draw,
        ...[cardId, against].map((id) => nameOfCardId(experiment, id)),
        tasks[index] ?? '',
        gain,
      ]),
    );
  return [words.numbersHeader, ...draws.flatMap(rowsOf)];
};

/** Distance to the irreducible loss per card, header first; empty if it is unknown. */
export const floorTable = (found: TaskDraws): readonly (readonly string[])[] => {
  const above = excessOverFloorOf(found);
  if (above === null) return [];
  const rowOf = (name: string, shares: readonly number[]) => {
    const finite = shares.filter(Number.isFinite);
    return [name, ...[mean(finite), Math.min(...finite), Math.max(...finite)].map(words.ofFloor)];
  };
  return [
    words.floorHeader,
    ...Object.entries(above.cards).map(([id, shares]) => rowOf(nameOfCardId(found.experiment, id), shares)),
    rowOf(words.bestOfEach, above.best),
  ];
};

/** Gains in one draw: overall first, then each task. */
const gainsInDraw = (
  { overall, tasks }: Pick<CardVerdict, 'overall' | 'tasks'>,
  replica: number,
): readonly number[] => [overall, ...tasks].map(({ perReplica }) => perReplica[replica] ?? Number.NaN);
