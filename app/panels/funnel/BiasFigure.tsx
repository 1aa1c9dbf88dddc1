/** Predicted and true probabilities of one task, as a picture, a table and a file. */
import { taskPathOf } from '../../../src/data/funnel.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { CardBias, TaskBias } from '../../../src/run/funnelBias.ts';
import { formatChange, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { BiasPlot } from '../../charts/funnel/BiasPlot.tsx';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { styleOfCard } from '../../view/useSeries.ts';

const words = text.funnel.bias;

interface BiasFigureProps {
  readonly experiment: Experiment;
  readonly task: number;
  readonly biases: readonly TaskBias[];
}

export function BiasFigure({ experiment, task, biases }: BiasFigureProps) {
  const { tasks } = experiment;
  const nameOf = (index: number | undefined) => tasks[index ?? -1]?.name ?? '';
  const before = nameOf(taskPathOf(tasks, task).at(-2));
  const body = biases.flatMap((bias) =>
    rowsOf(experiment, bias, nameOf(task), words.rows(bias.population, before)),
  );
  return (
    <BiasPlot
      title={words.title(nameOf(task))}
      note={words.unit}
      unit={words.unit}
      groups={biases.map(({ population, truth, cards }) => ({
        key: population,
        label: words.rows(population, before),
        truth: truth.mean,
        truthWords: Number.isFinite(truth.mean) ? words.truth(chanceText(truth.mean)) : words.unknown,
        marks: cards.flatMap((card) => markOf(experiment, card)),
      }))}
      csvRows={() => [words.header, ...body]}
      table={() => <NumbersTable headings={words.header} rows={body.map((cells) => cells.map(shownCell))} />}
    />
  );
}

function markOf({ cards }: Experiment, { cardId, predicted, bias }: CardBias) {
  const card = cards.find(({ id }) => id === cardId);
  if (card === undefined) return [];
  const style = styleOfCard(card);
  const numbers = [chanceText(predicted.mean), formatChange(bias.mean, 3)] as const;
  const isKnown = Number.isFinite(bias.mean);
  return [
    {
      ...style,
      predicted,
      value: isKnown ? words.value(...numbers) : numbers[0],
      said: isKnown ? words.said(style.name, ...numbers) : text.punctuation.said(style.name, numbers[0]),
    },
  ];
}

function rowsOf({ cards }: Experiment, { truth, cards: ofCards }: TaskBias, task: string, rows: string) {
  return ofCards.map(({ cardId, predicted, bias }) => {
    const card = cards.find(({ id }) => id === cardId);
    const name = card === undefined ? cardId : styleOfCard(card).name;
    const numbers = [
      truth.mean,
      predicted.mean,
      predicted.low,
      predicted.high,
      bias.mean,
      bias.low,
      bias.high,
    ];
    return [task, rows, name, ...numbers, predicted.n];
  });
}

/** Three decimals tell probabilities apart. */
const chanceText = (chance: number): string => formatWeight(chance, 3);

/** A cell of the file in the table: probabilities are rounded, counts and names as they are. */
const shownCell = (cell: string | number): string =>
  typeof cell === 'number' && !Number.isInteger(cell) ? chanceText(cell) : String(cell);
