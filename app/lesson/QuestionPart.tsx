/** The question of a beat: answered once, then shown with the right answer. */
import { type ReactNode, useId, useMemo, useState } from 'react';
import { withToggled } from '../../src/core/lists.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { spokenNameOf } from '../../src/run/report/verdictWords.ts';
import {
  type BeatAnswer,
  type GivenAnswer,
  isAwaitingRun,
  isRightAnswer,
  rightNumberOf,
} from '../../src/teach/lesson/answers.ts';
import {
  curveAtDrawnPoints,
  curveEndsOf,
  maxDrawnLoss,
  numDrawnPoints,
} from '../../src/teach/lesson/curve.ts';
import type { Expectation, LessonQuestion, LessonQuestionOf } from '../../src/teach/lesson/lesson.ts';
import { rivalsOfLesson } from '../../src/teach/lesson/outcome.ts';
import { formatCount, formatNumber, formatPercent, formatPoints } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { DrawnCurves } from '../charts/lines/DrawnCurves.tsx';
import { Button, Icon } from '../ui/Button.tsx';
import { NumbersTable } from '../ui/NumbersTable.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import styles from './Lesson.module.css';

const words = text.lesson;

interface QuestionPartProps {
  readonly question: LessonQuestion;
  readonly answer: BeatAnswer | null;
  readonly experiment: Experiment;
  readonly onAnswer: (given: GivenAnswer) => void;
}

export function QuestionPart(props: QuestionPartProps) {
  const { question, answer } = props;
  return (
    <fieldset className={styles['question']}>
      <legend dir="auto">{question.ask}</legend>
      {questionContentOf(props)}
      <p role="status" className={styles['result']}>
        {answer && <Judgement question={question} answer={answer} />}
      </p>
    </fieldset>
  );
}

function questionContentOf({ question, answer, experiment, onAnswer }: QuestionPartProps): ReactNode {
  switch (question.kind) {
    case 'choose':
      return <ChoiceQuestion question={question} answer={answer} onAnswer={onAnswer} />;
    case 'number':
      return <NumberAnswer answer={answer} onAnswer={onAnswer} />;
    case 'expect':
      return <ExpectationQuestion answer={answer} experiment={experiment} onAnswer={onAnswer} />;
    case 'draw':
      return <DrawnAnswer {...{ question, answer, experiment, onAnswer }} />;
    default:
      return question satisfies never;
  }
}

function Judgement({ question, answer }: { readonly question: LessonQuestion; readonly answer: BeatAnswer }) {
  const isRight = isRightAnswer(question, answer);
  const number = question.kind === 'number' ? rightNumberOf(question, answer.seen) : null;
  return (
    <>
      {isRight !== null && <strong data-right={isRight}>{isRight ? words.right : words.wrong}</strong>}
      {isAwaitingRun(question, answer) && words.waiting}
      {curveDistanceText(answer)}
      {question.kind === 'number' && number === null && answer.seen !== null && words.noNumber}
      {question.kind === 'number' && number !== null && (
        <> {words.rightNumber(formatNumber(number), formatNumber(question.tolerance))}</>
      )}
    </>
  );
}

type QuestionContentProps<K extends LessonQuestion['kind']> = Pick<
  QuestionPartProps,
  'answer' | 'onAnswer'
> & {
  readonly question: LessonQuestionOf<K>;
};

function ChoiceQuestion({ question: { answers }, answer, onAnswer }: QuestionContentProps<'choose'>) {
  const name = useId();
  const given = answer?.given.kind === 'choose' ? answer.given.chosen : null;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const shown = given ?? [...chosen];
  const isSingle = answers.filter(({ isRight }) => isRight).length === 1;
  return (
    <>
      {!isSingle && given === null && <p className="note">{words.chooseAll}</p>}
      {answers.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
        <label key={index} className={styles['choice']} data-right={given !== null && one.isRight}>
          <input
            type={isSingle ? 'radio' : 'checkbox'}
            name={name}
            disabled={given !== null}
            checked={shown.includes(index)}
            onChange={() => setChosen(withToggled(isSingle ? new Set() : chosen, index))}
          />
          <span>
            <span dir="auto">{one.words}</span>{' '}
            {given !== null && <AnswerMarks isRight={one.isRight} isYours={given.includes(index)} />}
          </span>
        </label>
      ))}
      {given === null && (
        <Button
          disabled={chosen.size === 0}
          onClick={() => onAnswer({ kind: 'choose', chosen: [...chosen].sort((a, b) => a - b) })}
        >
          {words.answer}
        </Button>
      )}
    </>
  );
}

function AnswerMarks({ isRight, isYours }: { readonly isRight: boolean; readonly isYours: boolean }) {
  const said = [...(isRight ? [words.isRight] : []), ...(isYours ? [words.isYours] : [])].join(', ');
  return (
    <span className={styles['marks']}>
      {isRight && <Icon name="check" />}
      {said}
    </span>
  );
}

function NumberAnswer({ answer, onAnswer }: Pick<QuestionPartProps, 'answer' | 'onAnswer'>) {
  const given = answer?.given.kind === 'number' ? answer.given.value : null;
  const [typed, setTyped] = useState('');
  const value = parsedNumber(typed);
  return (
    <form
      className={styles['number']}
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== null) onAnswer({ kind: 'number', value });
      }}
    >
      <input
        type="text"
        inputMode="decimal"
        aria-label={words.answer}
        readOnly={given !== null}
        value={given === null ? typed : formatNumber(given)}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {given === null && (
        <Button
          disabled={value === null}
          onClick={() => value !== null && onAnswer({ kind: 'number', value })}
        >
          {words.answer}
        </Button>
      )}
    </form>
  );
}

/** Accepts a decimal comma, a true minus and a percent sign; null if it is no number. */
function parsedNumber(typed: string): number | null {
  const plain = typed.trim().replace('−', '-').replace(',', '.').replace(/\s*%$/, '');
  const value = Number(plain);
  return plain === '' || !Number.isFinite(value) ? null : value;
}

function ExpectationQuestion({ answer, experiment, onAnswer }: Omit<QuestionPartProps, 'question'>) {
  const compared = useMemo(() => rivalsOfLesson(experiment), [experiment]);
  const [chosen, setChosen] = useState<Readonly<Record<string, Expectation>>>({});
  const given = answer?.given.kind === 'expect' ? answer.given.expected : null;
  const { reference = '', rivals = [] } = compared ?? {};
  if (given === null && rivals.length === 0) return <p className="note">{words.noRivals}</p>;
  const isWhole = rivals.every(({ id }) => chosen[id] !== undefined);
  const expected = Object.fromEntries(rivals.flatMap(({ id }) => (chosen[id] ? [[id, chosen[id]]] : [])));
  return (
    <>
      {rivals.map(({ id, name }) => (
        <div key={id} className="row">
          <span>{words.against(reference, name)}</span>
          {given === null ? (
            <Segmented
              label={words.against(reference, name)}
              names={words.expectations}
              value={chosen[id] ?? ''}
              onChange={(value) => setChosen({ ...chosen, [id]: value as Expectation })}
            />
          ) : (
            <RevealedVerdict
              expected={given[id]}
              seen={answer?.seen?.[id]?.verdict}
              isKnown={answer?.seen != null}
            />
          )}
        </div>
      ))}
      {given === null && (
        <Button disabled={!isWhole} onClick={() => onAnswer({ kind: 'expect', expected })}>
          {words.reveal}
        </Button>
      )}
    </>
  );
}

interface RevealedVerdictProps {
  readonly expected: Expectation | undefined;
  readonly seen: Expectation | null | undefined;
  readonly isKnown: boolean;
}

function RevealedVerdict({ expected, seen, isKnown }: RevealedVerdictProps) {
  const nameOf = (one: Expectation | null | undefined): string =>
    one == null ? words.noVerdict : words.expectations[one].toLowerCase();
  return (
    <span className={styles['revealed']}>
      {expected !== undefined && <span>{words.youSaid(nameOf(expected))}</span>}
      {isKnown && (
        <strong data-right={seen == null ? undefined : seen === expected}>
          {words.runSays(nameOf(seen))}
        </strong>
      )}
    </span>
  );
}

const curveWords = text.lesson.curve;

type DrawnAnswerProps = QuestionContentProps<'draw'> & Pick<QuestionPartProps, 'experiment'>;

// Rounded to 0.01, since nobody draws more precisely.
const roundedShare = (share: number): number => Math.round(100 * share) / 100;

const emptyCurve: readonly (number | null)[] = Array.from({ length: numDrawnPoints }, () => null);

function DrawnAnswer({ question, answer, experiment, onAnswer }: DrawnAnswerProps) {
  const [drawing, setDrawing] = useState(emptyCurve);
  const { card, task } = question;
  const { cards, tasks, training } = experiment;
  const isThere = cards.some(({ id }) => id === card) && (task === null || task < tasks.length);
  const given = answer?.given.kind === 'draw' ? answer.given.drawn : null;
  if (given === null && !isThere) return <p className="note">{curveWords.notThere}</p>;
  const drawn = given ?? drawing;
  const whole = drawing.filter((value) => value !== null);
  const curve = answer?.curve ?? null;
  const rows = drawn.map((value, place) => [
    Math.round((place * training.numSteps) / (numDrawnPoints - 1)),
    value,
    ...(curve === null ? [] : [curveAtDrawnPoints(curve)[place] ?? null]),
  ]);
  const header = [curveWords.step, curveWords.you, ...(curve === null ? [] : [curveWords.run])];
  const taskName = task === null ? curveWords.allTasks : (tasks[task]?.name ?? '');
  return (
    <div className={styles['drawn']}>
      <DrawnCurves
        title={curveWords.title(isThere ? spokenNameOf(experiment, card) : card, taskName)}
        note={curveWords.measure}
        numSteps={training.numSteps}
        drawn={drawn}
        seen={curve}
        max={maxDrawnLoss}
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
          <p className="note">{curveWords.how}</p>
          <span className={styles['ends']}>
            <Button
              disabled={whole.length < numDrawnPoints}
              onClick={() => onAnswer({ kind: 'draw', drawn: whole.map(roundedShare) })}
            >
              {curveWords.reveal}
            </Button>
            {whole.length > 0 && (
              <Button look="link" onClick={() => setDrawing(emptyCurve)}>
                {curveWords.anew}
              </Button>
            )}
          </span>
        </>
      )}
    </div>
  );
}

function curveDistanceText({ given, curve }: BeatAnswer): string | null {
  if (given.kind !== 'draw' || curve === undefined) return null;
  const ends = curveEndsOf(given.drawn, curve);
  if (ends === null) return curveWords.noLoss;
  const said = curveWords.ends(formatPercent(ends.drawn), formatPercent(ends.seen));
  const off = Math.abs(ends.drawn - ends.seen);
  if (off < 0.01) return curveWords.same(said);
  return (ends.drawn > ends.seen ? curveWords.tooHigh : curveWords.tooLow)(said, formatPoints(off));
}
