/** One step (beat) of a lesson as students see it; knows no store, so that the builder can preview it. */
import { useEffect, useId, useRef, useState } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { GivenAnswer, LessonProgress } from '../../src/teach/lesson/answers.ts';
import { type Lesson, lessonLimits } from '../../src/teach/lesson/lesson.ts';
import { text } from '../../src/text/text.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Lesson.module.css';
import { QuestionPart } from './QuestionPart.tsx';

const words = text.lesson;

interface LessonActions {
  readonly goTo: (beat: number) => void;
  readonly openStart: (start: number) => void;
  readonly answer: (given: GivenAnswer) => void;
  readonly note: (written: string) => void;
  readonly setName: (name: string) => void;
  readonly save: () => void;
  readonly beginAgain: (() => void) | null;
  readonly bringBack: (() => void) | null;
  readonly next: { readonly title: string; readonly open: () => void } | null;
}

interface LessonCardProps {
  readonly label: string;
  readonly lesson: Lesson;
  readonly progress: LessonProgress;
  readonly experiment: Experiment;
  readonly isKept: boolean;
  readonly actions: LessonActions;
}

export function LessonCard(props: LessonCardProps) {
  const { lesson, progress, experiment, actions } = props;
  const { beat } = progress;
  const { next } = actions;
  const { beats, starts, title } = lesson;
  const { say = '', start = null, question = null } = beats[beat] ?? {};
  const startName = start === null ? undefined : starts[start]?.name;
  const { said, leave } = useFocusOnBeat(lesson, beat);
  const goTo = (to: number): void => leave(() => actions.goTo(to));
  const isLast = beat === beats.length - 1;
  const [name, act] =
    actions.bringBack === null ? [words.again, actions.beginAgain] : [words.bringBack, actions.bringBack];
  return (
    <section className={styles['lesson']} aria-label={props.label}>
      <div className={styles['head']}>
        {title !== '' && <h2 dir="auto">{title}</h2>}
        <span className={styles['count']}>
          {act !== null && (
            <Button look="link" onClick={act}>
              {name}
            </Button>
          )}
          {beats.length > 1 && words.place(beat + 1, beats.length)}
        </span>
      </div>
      <p ref={said} tabIndex={-1} className={styles['say']} dir="auto">
        {say}
      </p>
      {question !== null && (
        <QuestionPart
          key={`${title} ${beat}`}
          question={question}
          answer={progress.answers[beat] ?? null}
          experiment={experiment}
          onAnswer={actions.answer}
        />
      )}
      {isLast && <SaveAnswers {...props} />}
      <div className="row">
        <StudentNotes
          key={`notes ${title} ${beat}`}
          written={progress.notes[beat] ?? ''}
          onNote={actions.note}
        />
        {start !== null && startName !== undefined && (
          <Button look="link" className={styles['named']} onClick={() => actions.openStart(start)}>
            {words.openStart(startName)}
          </Button>
        )}
        {beats.length > 1 && (
          <StepButtons {...{ beat, isLast, goTo }} next={next && { ...next, open: () => leave(next.open) }} />
        )}
      </div>
    </section>
  );
}

interface StepButtonsProps {
  readonly beat: number;
  readonly isLast: boolean;
  readonly goTo: (beat: number) => void;
  readonly next: LessonActions['next'];
}

function StepButtons({ beat, isLast, goTo, next }: StepButtonsProps) {
  return (
    <span className={styles['steps']}>
      <Button disabled={beat === 0} onClick={() => goTo(beat - 1)}>
        {words.back}
      </Button>
      {isLast && next !== null ? (
        <Button look="primary" className={styles['named']} onClick={next.open}>
          {text.course.next(next.title)}
        </Button>
      ) : (
        <Button look="primary" disabled={isLast} onClick={() => goTo(beat + 1)}>
          {words.next}
        </Button>
      )}
    </span>
  );
}

// Moves the focus to the text of the new beat, since the button that was pressed may be disabled now.
function useFocusOnBeat(lesson: Lesson, beat: number) {
  const said = useRef<HTMLParagraphElement>(null);
  const isOnTheWay = useRef(false);
  useEffect(() => {
    if (isOnTheWay.current) said.current?.focus();
    isOnTheWay.current = false;
  }, [lesson, beat]);
  const leave = (go: () => void): void => {
    isOnTheWay.current = true;
    go();
  };
  return { said, leave };
}

interface StudentNotesProps {
  readonly written: string;
  readonly onNote: (written: string) => void;
}

function StudentNotes({ written, onNote }: StudentNotesProps) {
  // Evaluated once: deleting all notes must not close the input while typing.
  const [isOpenAtFirst] = useState(written !== '');
  return (
    <details className={styles['notes']} open={isOpenAtFirst}>
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

function wantedIn({ beats }: Lesson, { name, answers }: LessonProgress): readonly string[] {
  const open = beats.flatMap(({ question }, beat) =>
    question === null || answers[beat] !== undefined ? [] : [beat + 1],
  );
  return [
    ...(name.trim() === '' ? [words.wantedName] : []),
    ...(open.length === 0 ? [] : [words.wantedAnswers(open)]),
  ];
}

function SaveAnswers({ lesson, progress, isKept, actions }: LessonCardProps) {
  const id = useId();
  const [isTried, setTried] = useState(false);
  const wanted = wantedIn(lesson, progress);
  const save = (): void => {
    setTried(true);
    if (wanted.length === 0) actions.save();
  };
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
        onChange={(event) => actions.setName(event.currentTarget.value)}
      />
      <Button icon="save" onClick={save}>
        {words.save}
      </Button>
      <p role="status" className={styles['warning']}>
        {isTried && wanted.length > 0 && words.wanted(wanted)}
      </p>
      <p className={styles['sendTo']}>{words.sendTo}</p>
      {!isKept && <p className={styles['warning']}>{words.notKept}</p>}
      {/* Another page, from which unkept answers would not come back. */}
      {isKept && lesson.course !== null && actions.next === null && (
        <a href="learn/">{text.panels.question.article}</a>
      )}
    </div>
  );
}
