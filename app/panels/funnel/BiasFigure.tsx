/** Predicted and true probabilities of one task, as a picture, a table and a file. */
import { taskPathOf } from '../../../src/data/funnel.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { CardBias, TaskBias } from '../../../src/run/funnelBias.ts';
import { text } from '../../../src/text/text.ts';
import { BiasPlot } from '../../charts/funnel/BiasPlot.tsx';
import { styleOfCard } from '../../view/useSeries.ts';

const words = text.funnel.bias;

interface BiasFigureProps {
  readonly experiment: Experiment;
  readonly task: number;
  /** Probabilities of that task, by population. */
  readonly biases: readonly TaskBias[];
}

export function BiasFigure({ experiment, task, biases }: BiasFigureProps) {
  const { tasks } = experiment;
  const nameOf = (index: number | undefined) => tasks[index ?? -1]?.name ?? '';
  const before = nameOf(taskPathOf(tasks, task).at(-2));
  const rows = [
    words.header,
    ...biases.flatMap((bias) => rowsOf(experiment, bias, nameOf(task), words.rows(bias.population, before))),
  ];
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
      csvRows={() => rows}
      table={() => <Numbers rows={rows} />}
    />
  );
}

function markOf({ cards }: Experiment, { cardId, predicted, bias }: CardBias) {
  const card = cards.find(({ id }) => id === cardId);
  if (card === undefined) return [];
  const style = styleOfCard(card);
  const numbers = [chanceText(predicted.mean), signed(bias.mean)] as const;
  const isKnown = Number.isFinite(bias.mean);
  return [
    {
      ...style,
      predicted,
      value: isKnown ? words.value(...numbers) : numbers[0],
      said: isKnown ? words.said(style.name, ...numbers) : `${style.name}: ${numbers[0]}`,
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

function Numbers({ rows }: { readonly rows: readonly (readonly (string | number)[])[] }) {
  const [header = [], ...body] = rows;
  return (
    <table>
      <thead>
        <tr>
          {header.map((name, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <th key={column}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((cells) => (
          <tr key={cells.slice(0, 3).join()}>
            {cells.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <td key={column}>
                {typeof cell === 'number' && !Number.isInteger(cell) ? chanceText(cell) : cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const chanceText = (chance: number): string => (Number.isFinite(chance) ? chance.toFixed(3) : '–');

const signed = (difference: number): string =>
  `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(3)}`;
