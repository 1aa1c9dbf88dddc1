/** The result of many draws of the tasks: a verdict over all, who was ahead in how many, and every draw to open. */
import { useMemo } from 'react';
import type { Comparison } from '../../../src/analysis/verdict.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import {
  decidingOf,
  effectWords,
  intervalWords,
  verdictHolds,
  verdictSentence,
  verdictsOf,
} from '../../../src/report/verdictWords.ts';
import { experimentOnDraw, type TaskDraws } from '../../../src/sweep/taskDraws.ts';
import { aheadSentence, drawsNumbers } from '../../../src/sweep/taskDrawsWords.ts';
import { formatGain } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { ForestPlot } from '../../charts/forest/ForestPlot.tsx';
import { type DrawsRival, drawsForestOf } from '../../charts/forest/forest.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import styles from '../../sweep/Sweep.module.css';
import { Button } from '../../ui/Button.tsx';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { nameOfCard, styleOfCard } from '../../view/useSeries.ts';
import { toneOf } from '../verdict/Effect.tsx';

const words = text.draws;

interface Props {
  readonly experiment: Experiment;
  readonly found: TaskDraws;
}

export function TaskDrawsResults({ experiment, found }: Props) {
  const playground = usePlayground();
  const rivals = useMemo(() => rivalsOf(found), [found]);
  const reference = experiment.cards.find(({ id }) => id === found.summary.referenceId);
  const open = (draw: number): void =>
    openExperiment(
      playground,
      { experiment: experimentOnDraw(experiment, draw) },
      { message: words.opened(draw) },
    );
  if (reference === undefined || rivals.length === 0) return null;
  return (
    <div className={styles['found']}>
      <p className={styles['answer']}>{verdictSentence(found.experiment, found.summary)}</p>
      <p className={styles['note']}>{verdictHolds(found.experiment, found.summary)}</p>
      <p className={styles['note']}>{aheadSentence(found)}</p>
      <ForestPlot
        title={words.title}
        note={words.note(found.draws.length)}
        reference={nameOfCard(reference)}
        rivals={rivals}
        words={{
          name: words.plotName(nameOfCard(reference)),
          help: words.plotHelp,
        }}
        layoutOf={(width) => drawsForestOf(rivals, width, saidOf)}
        csvRows={() => drawsNumbers(found)}
        table={() => <DrawsTable found={found} rivals={rivals} onOpen={open} />}
        onChoose={({ id }) => open(id)}
      />
      <p className={styles['note']}>{words.plotHint}</p>
    </div>
  );
}

const saidOf = (draw: number, gain: number, { name }: DrawsRival): string =>
  words.dot(draw, name, formatGain(gain));

const rivalsOf = ({ draws, experiment, summary }: TaskDraws): readonly DrawsRival[] =>
  verdictsOf(summary).flatMap(({ against, overall }) => {
    const card = experiment.cards.find(({ id }) => id === against);
    if (card === undefined) return [];
    return [
      {
        ...styleOfCard(card),
        gain: decidingOf(overall).interval,
        tone: toneOf(overall.conclusion),
        dots: draws.map((draw, replica) => ({ draw, gain: overall.perReplica[replica] ?? Number.NaN })),
        short: shortOf(overall),
      },
    ];
  });

/** "better by 3.1 % (+1.0 % to +5.2 %)"; the mean alone where there is no interval. */
const shortOf = (comparison: Comparison): string =>
  words.effect(effectWords(comparison), intervalWords(comparison));

interface TableProps {
  readonly found: TaskDraws;
  readonly rivals: readonly DrawsRival[];
  readonly onOpen: (draw: number) => void;
}

function DrawsTable({ found: { draws }, rivals, onOpen }: TableProps) {
  return (
    <NumbersTable
      headings={[words.draw, ...rivals.map(({ name }) => name)]}
      rows={draws.map((draw, replica) => [
        <>
          {draw}{' '}
          <Button look="link" aria-label={words.openDraw(draw)} onClick={() => onOpen(draw)}>
            {text.sweep.results.open}
          </Button>
        </>,
        ...rivals.map(({ dots }) => shown(dots[replica]?.gain ?? Number.NaN)),
      ])}
    />
  );
}

const shown = (gain: number): string => (Number.isFinite(gain) ? formatGain(gain) : text.app.ui.noValue);
