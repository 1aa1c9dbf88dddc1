/** What was found on many draws of the tasks: a verdict over all, who was ahead in how many, and every draw to open. */
import { useMemo } from 'react';
import type { Comparison } from '../../../src/analysis/verdict.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { verdictSentence, verdictsOf } from '../../../src/report/verdictWords.ts';
import { experimentOnDraw, type FoundDraws as Found } from '../../../src/sweep/draws.ts';
import { aheadSentence, drawsNumbers } from '../../../src/sweep/drawsWords.ts';
import { text } from '../../../src/text/text.ts';
import type { IntervalTone } from '../../charts/base/IntervalBar.tsx';
import { DrawsForest } from '../../charts/draws/DrawsForest.tsx';
import type { ForestSeries } from '../../charts/draws/forest.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { nameOfCard, styleOfCard } from '../../view/useSeries.ts';
import styles from './Draws.module.css';

const words = text.draws;

interface Props {
  /** Whose draws they are. */
  readonly experiment: Experiment;
  readonly found: Found;
}

export function FoundDraws({ experiment, found }: Props) {
  const playground = usePlayground();
  const series = useMemo(() => seriesOf(found), [found]);
  const reference = experiment.cards.find(({ id }) => id === found.answer.referenceId);
  const open = (draw: number): void =>
    openExperiment(
      playground,
      { experiment: experimentOnDraw(experiment, draw), problems: [] },
      { message: words.opened(draw), problemsTitle: String },
    );
  if (reference === undefined || series.length === 0) return null;
  return (
    <div className={styles['found']}>
      <p className={styles['sentence']}>{verdictSentence(found.experiment, found.answer)}</p>
      <p className={styles['note']}>{aheadSentence(found)}</p>
      <DrawsForest
        title={words.title}
        note={words.note(found.draws.length)}
        reference={nameOfCard(reference)}
        series={series}
        csvRows={() => drawsNumbers(found)}
        table={() => <DrawsTable found={found} series={series} onOpen={open} />}
        onOpen={open}
      />
    </div>
  );
}

/** A row per rival. */
const seriesOf = ({ draws, experiment, answer }: Found): readonly ForestSeries[] =>
  verdictsOf(answer).flatMap(({ against, overall }) => {
    const card = experiment.cards.find(({ id }) => id === against);
    if (card === undefined) return [];
    return [
      {
        ...styleOfCard(card),
        gain: overall.gain,
        tone: toneOf(overall),
        dots: draws.map((draw, replica) => ({ draw, gain: overall.perReplica[replica] ?? Number.NaN })),
        said: saidOf(overall),
      },
    ];
  });

const toneOf = ({ conclusion }: Comparison): IntervalTone =>
  conclusion === 'better' ? 'good' : conclusion === 'worse' ? 'bad' : 'neutral';

/** "+3.1 % (+1.0 % to +5.2 %)"; the mean alone where there is no interval. */
const saidOf = ({ gain: { mean, low, high } }: Comparison): string =>
  !Number.isFinite(mean) ? '' : words.effect(text.answer.signed(mean), text.answer.interval(low, high));

interface TableProps {
  readonly found: Found;
  readonly series: readonly ForestSeries[];
  readonly onOpen: (draw: number) => void;
}

/** A row per draw: the gain over every rival, and the way to the draw. */
function DrawsTable({ found: { draws }, series, onOpen }: TableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.draw}</th>
          {series.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {draws.map((draw, replica) => (
          <tr key={draw}>
            <th scope="row">
              {draw}{' '}
              <Button look="link" aria-label={words.openDraw(draw)} onClick={() => onOpen(draw)}>
                {words.open}
              </Button>
            </th>
            {series.map(({ id, dots }) => (
              <td key={id}>{shown(dots[replica]?.gain ?? Number.NaN)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const shown = (gain: number): string => (Number.isFinite(gain) ? text.answer.signed(gain) : words.noValue);
