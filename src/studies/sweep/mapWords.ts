/** The map in words and numbers: its cells, and how an experiment differs from them. */
import { referenceOf } from '../../experiment/comparison.ts';
import { differencesBetween } from '../../experiment/differences.ts';
import { setData, setMatrix, setTask } from '../../experiment/edit.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { effectWords, intervalWords, spokenNameOf } from '../../run/report/verdictWords.ts';
import { formatGain } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { experimentOfCell, type MapCell, type MapRival, winnerOf } from './map.ts';

const words = text.map;

export type ShownCell = ReturnType<typeof shownCellOf>;

/** Throws an `Error` for a cell without a comparison. */
export function shownCellOf(cell: MapCell) {
  const experiment = experimentOfCell(cell);
  const referenceId = referenceOf(experiment)?.id;
  if (referenceId === undefined) throw new Error(`Nothing is compared in ${cell.config}.`);
  const winnerId = winnerOf(cell, referenceId);
  const where = words.setting(cell.correlation, cell.numLabels);
  const outcome = winnerId === null ? words.undecided : words.wins(spokenNameOf(experiment, winnerId));
  const effects = cell.rivals.map((rival) =>
    words.against(...rivalComparisonText(rival, experiment, referenceId)),
  );
  return {
    cell,
    experiment,
    winnerId,
    /** Gain of the reference over the rival that decides, "+2.1 %"; empty without a winner. */
    short: winnerId === null ? '' : formatGain(decidingRival(cell, winnerId).gain.mean),
    /** "Correlation 0.4, 3,000 labels per task" */
    where,
    /** "Shared-Bottom wins" */
    outcome,
    said: words.cell(where, outcome, effects, experiment.training.numReplicas),
  };
}

const rivalComparisonText = (rival: MapRival, experiment: Experiment, referenceId: string) =>
  [
    spokenNameOf(experiment, referenceId),
    spokenNameOf(experiment, rival.cardId),
    effectWords(rival),
    intervalWords(rival),
  ] as const;

// The winning rival, else the one over which the reference gains least.
const decidingRival = ({ rivals }: MapCell, winnerId: string): MapRival =>
  rivals.find(({ cardId }) => cardId === winnerId) ??
  rivals.reduce((least, rival) => (rival.gain.mean < least.gain.mean ? rival : least));

/** "Of 30 cells AdaTT-sp wins none, PLE wins 2 and Shared-Bottom wins 15; 13 have no clear winner." */
export const mapAnswer = (cells: readonly ShownCell[]): string => {
  const [first] = cells;
  if (first === undefined) return '';
  const numWon = (id: string | null) => cells.filter(({ winnerId }) => winnerId === id).length;
  const won = first.experiment.cards.map(
    ({ id }) => [spokenNameOf(first.experiment, id), numWon(id)] as const,
  );
  return words.answer(cells.length, won, numWon(null));
};

/** A row per cell and rival, header first, unrounded. */
export const mapNumbers = (cells: readonly ShownCell[]): readonly (readonly (string | number)[])[] => [
  words.header,
  ...cells.flatMap(({ cell, experiment, winnerId }) =>
    cell.rivals.map(({ cardId, conclusion, gain, level }) => [
      cell.correlation,
      cell.numLabels,
      cell.measuredCorrelation,
      winnerId === null ? '' : spokenNameOf(experiment, winnerId),
      spokenNameOf(experiment, cardId),
      text.answer.conclusion(conclusion),
      gain.mean,
      gain.low,
      gain.high,
      level,
      gain.n,
      gain.numLeftOut,
    ]),
  ),
];

/** Differences besides correlation, labels and replicas. */
export function numOtherSettings({ experiment: ofCell }: ShownCell, experiment: Experiment): number {
  const { tasks, data, training } = experiment;
  const { numReplicas } = training;
  const there = { ...ofCell, training: { ...ofCell.training, numReplicas } };
  const moved =
    tasks.length === there.tasks.length ? setMatrix(there, 'correlation', data.correlation) : there;
  const sized = setData(moved, { numTrainRows: data.numTrainRows });
  const labelled = sized.tasks.reduce(
    (edited, { labelFraction }, index) =>
      setTask(edited, index, { labelFraction: tasks[index]?.labelFraction ?? labelFraction }),
    sized,
  );
  return differencesBetween(labelled, experiment).length;
}
