/** A question answered by drawing a curve, and afterwards the run's curve with the distance at the end. */
import { useState } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { spokenNameOf } from '../../src/run/report/verdictWords.ts';
import type { BeatAnswer, GivenAnswer } from '../../src/teach/lesson/answers.ts';
import { atDrawnPlaces, curveEndsOf, maxDrawn, numDrawn } from '../../src/teach/lesson/curve.ts';
import type { LessonQuestionOf } from '../../src/teach/lesson/lesson.ts';
import { formatCount, formatPercent, formatPoints } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { DrawnCurves } from '../charts/lines/DrawnCurves.tsx';
import { Button } from '../ui/Button.tsx';
import { NumbersTable } from '../ui/NumbersTable.tsx';
import styles from './Lesson.module.css';

const words = text.lesson.curve;

interface DrawnAnswerProps {
  readonly question: LessonQuestionOf<'draw'>;
  /** Null until answered. */
  readonly answer: BeatAnswer | null;
  readonly experiment: Experiment;
  readonly onAnswer: (given: GivenAnswer) => void;
}

// Nobody draws more precisely than 0.01.
const rounded = (share: number): number => Math.round(100 * share) / 100;

const nothingDrawn: readonly (number | null)[] = Array.from({ length: numDrawn }, () => null);

export function DrawnAnswer({ question, answer, experiment, onAnswer }: DrawnAnswerProps) {
  const [drawing, setDrawing] = useState(nothingDrawn);
  const { card, task } = question;
  const { cards, tasks, training } = experiment;
  const isThere = cards.some(({ id }) => id === card) && (task === null || task < tasks.length);
  const given = answer?.given.kind === 'draw' ? answer.given.drawn : null;
  if (given === null && !isThere) return <p className="note">{words.notThere}</p>;
  const drawn = given ?? drawing;
  const whole = drawing.filter((value) => value !== null);
  const curve = answer?.curve ?? null;
  const rows = drawn.map((value, place) => [
    Math.round((place * training.numSteps) / (numDrawn - 1)),
    value,
    ...(curve === null ? [] : [atDrawnPlaces(curve)[place] ?? null]),
  ]);
  const header = [words.step, words.you, ...(curve === null ? [] : [words.run])];
  const taskName = task === null ? words.allTasks : (tasks[task]?.name ?? '');
  return (
    <div className={styles['drawn']}>
      <DrawnCurves
        title={words.title(isThere ? spokenNameOf(experiment, card) : card, taskName)}
        note={words.measure}
        numSteps={training.numSteps}
        drawn={drawn}
        seen={curve}
        max={maxDrawn}
        onDraw={given === null ? setDrawing : null}
        csvRows={() => [header, ...rows.map((row) => row.map((value) => value ?? ''))]}
        table={() => (
          <NumbersTable
            headings={header}
            rows={rows.map(([step, ...values]) => [
              formatCount(step ?? 0),
              ...values.map((value) => (value == null ? text.app.ui.noValue : formatPercent(value))),
            ])}
          />
        )}
      />
      {given === null && (
        <>
          <p className="note">{words.how}</p>
          <span className={styles['ends']}>
            <Button
              disabled={whole.length < numDrawn}
              onClick={() => onAnswer({ kind: 'draw', drawn: whole.map(rounded) })}
            >
              {words.reveal}
            </Button>
            {whole.length > 0 && (
              <Button look="link" onClick={() => setDrawing(nothingDrawn)}>
                {words.anew}
              </Button>
            )}
          </span>
        </>
      )}
    </div>
  );
}

/** The distance at the end in words; null while unknown. */
export function farOff({ given, curve }: BeatAnswer): string | null {
  if (given.kind !== 'draw' || curve === undefined) return null;
  const ends = curveEndsOf(given.drawn, curve);
  if (ends === null) return words.noLoss;
  const said = words.ends(formatPercent(ends.drawn), formatPercent(ends.seen));
  const off = Math.abs(ends.drawn - ends.seen);
  if (off < 0.01) return words.same(said);
  return (ends.drawn > ends.seen ? words.tooHigh : words.tooLow)(said, formatPoints(off));
}
