/** One beat of a lesson as students see it. It knows no store, so that who makes a lesson sees the same. */
import { useEffect, useId, useRef } from 'react';
import type { GivenAnswer, LessonProgress } from '../../src/lesson/answers.ts';
import { type Lesson, lessonLimits } from '../../src/lesson/lesson.ts';
import { text } from '../../src/text/text.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Lesson.module.css';
import { type Compared, QuestionPart } from './QuestionPart.tsx';

const words = text.lesson;

export interface LessonCardProps {
  readonly lesson: Lesson;
  readonly progress: LessonProgress;
  /** The reference and its rivals on the page; null: there are none. */
  readonly compared: Compared | null;
  /** The browser keeps what is answered. */
  readonly isKept: boolean;
  readonly onGoTo: (beat: number) => void;
  readonly onOpenStart: (start: number) => void;
  readonly onAnswer: (given: GivenAnswer) => void;
  readonly onNote: (written: string) => void;
  readonly onName: (name: string) => void;
  readonly onSave: () => void;
}

export function LessonCard(props: LessonCardProps) {
  const { lesson, progress, compared, onGoTo, onOpenStart, onAnswer } = props;
  const { beat } = progress;
  const { beats, starts, title } = lesson;
  const { say = '', start = null, question = null } = beats[beat] ?? {};
  const startName = start === null ? undefined : starts[start]?.name;
  const said = useFocusOnChange(beat);
  const isLast = beat === beats.length - 1;
  return (
    <section className={styles['lesson']} aria-label={words.lesson}>
      <div className={styles['head']}>
        <h2 dir="auto">{title}</h2>
        {beats.length > 1 && <span className={styles['count']}>{words.place(beat + 1, beats.length)}</span>}
      </div>
      <p ref={said} tabIndex={-1} className={styles['say']} dir="auto">
        {say}
      </p>
      {question !== null && (
        <QuestionPart
          key={beat}
          question={question}
          answer={progress.answers[beat] ?? null}
          compared={compared}
          onAnswer={onAnswer}
        />
      )}
      {isLast && <SaveAnswers {...props} />}
      <div className={styles['ways']}>
        <Notes key={`notes ${beat}`} written={progress.notes[beat] ?? ''} onNote={props.onNote} />
        {start !== null && startName !== undefined && (
          <Button look="link" onClick={() => onOpenStart(start)}>
            {words.openStart(startName)}
          </Button>
        )}
        {beats.length > 1 && (
          <span className={styles['steps']}>
            <Button disabled={beat === 0} onClick={() => onGoTo(beat - 1)}>
              {words.back}
            </Button>
            <Button look="primary" disabled={isLast} onClick={() => onGoTo(beat + 1)}>
              {words.next}
            </Button>
          </span>
        )}
      </div>
    </section>
  );
}

/** The words of another beat get the focus, since they are what is read next, and the button pressed may have nothing more to do. */
function useFocusOnChange(beat: number) {
  const element = useRef<HTMLParagraphElement>(null);
  const shown = useRef(beat);
  useEffect(() => {
    if (shown.current !== beat) element.current?.focus({ preventScroll: true });
    shown.current = beat;
  }, [beat]);
  return element;
}

function Notes({
  written,
  onNote,
}: {
  readonly written: string;
  readonly onNote: (written: string) => void;
}) {
  return (
    <details className={styles['notes']} open={written !== '' || undefined}>
      <summary>{words.notes}</summary>
      <textarea
        rows={2}
        dir="auto"
        aria-label={words.notes}
        maxLength={lessonLimits.notesLength}
        value={written}
        onChange={(event) => onNote(event.currentTarget.value)}
      />
    </details>
  );
}

function SaveAnswers({ progress, isKept, onName, onSave }: LessonCardProps) {
  const id = useId();
  return (
    <div className={styles['save']}>
      <label htmlFor={id}>{words.name}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autoComplete="name"
        maxLength={lessonLimits.nameLength}
        value={progress.name}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <Button icon="save" onClick={onSave}>
        {words.save}
      </Button>
      {!isKept && <p className={styles['warning']}>{words.notKept}</p>}
    </div>
  );
}
