/** The verdict for funnels on rows with and without the earlier events, and the bias of predictions. */
import { useMemo, useState } from 'react';
import type { KnownLosses } from '../../../src/analysis/produced/evaluation.ts';
import { type FunnelPopulation, precedingTaskOf, taskPathOf } from '../../../src/data/funnel.ts';
import { noiseDependenceOf } from '../../../src/data/noiseDependence.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { biasesOf, type CardBias, reportedOnRows, type TaskBias } from '../../../src/run/funnelBias.ts';
import { verdictSentence } from '../../../src/run/report/verdictWords.ts';
import { reportedLossesIn } from '../../../src/run/reportable.ts';
import { summaryOfReported } from '../../../src/run/summary.ts';
import { formatChange, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { BiasPlot } from '../../charts/funnel/BiasPlot.tsx';
import { useNetworks, useRunStatus } from '../../state/playground.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Help } from '../../ui/Popover.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { styleOfCard } from '../../view/cardNames.ts';
import type { ShownRun } from '../../view/useCards.ts';
import { VerdictTable } from '../verdict/VerdictTable.tsx';
import verdictStyles from '../verdict/verdict.module.css';

const words = text.funnel;
const funnelTitle = text.panels.compare.funnel;

export function FunnelPanel({ experiment, summary }: ShownRun) {
  const known = useRunStatus((status) => status.knownLosses);
  if (known?.funnel === undefined) return null;
  const biases = biasesOf(experiment, summary.cards, known.funnel);
  const children = experiment.tasks.flatMap((_, task) =>
    precedingTaskOf(experiment.tasks, task) === null ? [] : [task],
  );
  return (
    <>
      <header className={panelStyles['head']}>
        <h2>{funnelTitle}</h2>
        <Help about={funnelTitle}>{words.help}</Help>
      </header>
      {children.map((task) => (
        <BiasFigure
          key={task}
          experiment={experiment}
          task={task}
          biases={biases.filter((one) => one.task === task)}
        />
      ))}
      {biases.some(({ truth }) => Number.isFinite(truth.mean)) && (
        <p className="note">
          {noiseDependenceOf(experiment) === 0 ? words.missing.atRandom : words.missing.notAtRandom}
        </p>
      )}
      {experiment.cards.length > 1 && (
        <VerdictOnRows experiment={experiment} isFinal={!summary.isProvisional} known={known} />
      )}
    </>
  );
}

interface VerdictOnRowsProps {
  readonly experiment: Experiment;
  readonly isFinal: boolean;
  readonly known: KnownLosses;
}

function VerdictOnRows({ experiment, isFinal, known }: VerdictOnRowsProps) {
  const networks = useNetworks();
  const [population, setPopulation] = useState<FunnelPopulation>('unclicked');
  const summary = useMemo(() => {
    const reported = { reported: reportedLossesIn(experiment, networks), knownLosses: known, isFinal };
    return summaryOfReported(experiment, reportedOnRows(population, reported));
  }, [experiment, networks, known, isFinal, population]);
  const isKnown = summary?.baselines.some(({ reported }) => reported.losses.some(Number.isFinite)) === true;
  return (
    <section aria-label={words.which}>
      <Segmented label={words.which} names={words.populations} value={population} onChange={setPopulation} />
      {summary === null || !isKnown ? (
        <p className="note">{words.noLabels}</p>
      ) : (
        <>
          <p className={verdictStyles['onRows']}>
            {words.verdict(population, verdictSentence(experiment, summary))}
          </p>
          <VerdictTable title={words.verdictTitle(population)} experiment={experiment} summary={summary} />
        </>
      )}
    </section>
  );
}

const biasWords = text.funnel.bias;

interface BiasFigureProps {
  readonly experiment: Experiment;
  readonly task: number;
  readonly biases: readonly TaskBias[];
}

function BiasFigure({ experiment, task, biases }: BiasFigureProps) {
  const { tasks } = experiment;
  const nameOf = (index: number | undefined) => tasks[index ?? -1]?.name ?? '';
  const before = nameOf(taskPathOf(tasks, task).at(-2));
  const isDependent = biases.some(({ truthGivenPath }) => truthGivenPath !== null);
  const header = isDependent ? [...biasWords.header, biasWords.headerGiven] : biasWords.header;
  const truthWords = ({ truth, truthGivenPath }: TaskBias) => {
    if (!Number.isFinite(truth.mean)) return biasWords.unknown;
    const words = biasWords.truth(chanceText(truth.mean));
    return truthGivenPath === null ? words : biasWords.given(words, chanceText(truthGivenPath.mean), before);
  };
  const body = biases.flatMap((bias) =>
    biasTableRows(experiment, bias, nameOf(task), biasWords.rows(bias.population, before)),
  );
  return (
    <BiasPlot
      title={biasWords.title(nameOf(task))}
      note={biasWords.unit}
      unit={biasWords.unit}
      groups={biases.map((bias) => ({
        key: bias.population,
        label: biasWords.rows(bias.population, before),
        truth: bias.truth.mean,
        truthWords: truthWords(bias),
        truthGivenPath: bias.truthGivenPath?.mean ?? null,
        marks: bias.cards.flatMap((card) => biasMarkOf(experiment, card)),
      }))}
      csvRows={() => [header, ...body]}
      table={() => <NumbersTable headings={header} rows={body.map((cells) => cells.map(funnelCellText))} />}
    />
  );
}

function biasMarkOf({ cards }: Experiment, { cardId, predicted, bias }: CardBias) {
  const card = cards.find(({ id }) => id === cardId);
  if (card === undefined) return [];
  const style = styleOfCard(card);
  const numbers = [chanceText(predicted.mean), formatChange(bias.mean, 3)] as const;
  const isKnown = Number.isFinite(bias.mean);
  return [
    {
      ...style,
      predicted,
      value: isKnown ? biasWords.value(...numbers) : numbers[0],
      said: isKnown ? biasWords.said(style.name, ...numbers) : text.punctuation.said(style.name, numbers[0]),
    },
  ];
}

function biasTableRows(
  { cards }: Experiment,
  { truth, truthGivenPath, cards: ofCards }: TaskBias,
  task: string,
  rows: string,
) {
  const given = truthGivenPath === null ? [] : [truthGivenPath.mean];
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
    return [task, rows, name, ...numbers, predicted.n, ...given];
  });
}

const chanceText = (chance: number): string => formatWeight(chance, 3);

const funnelCellText = (cell: string | number): string =>
  typeof cell === 'number' && !Number.isInteger(cell) ? chanceText(cell) : String(cell);
