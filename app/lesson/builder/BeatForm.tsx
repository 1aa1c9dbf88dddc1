/** Form for the beats of a lesson, one at a time: text, tab, experiment and question. */
import { useMemo } from 'react';
import { numberField } from '../../../src/core/schema/numberFields.ts';
import { nameOfTab, panelGroupOfTab, type Tab, tabs } from '../../../src/experiment/link/tabs.ts';
import {
  type LessonBeat,
  type LessonQuestion,
  type LessonQuestionOf,
  lessonLimits,
} from '../../../src/teach/lesson/lesson.ts';
import { rivalsOfLesson } from '../../../src/teach/lesson/outcome.ts';
import { text } from '../../../src/text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { FieldControl } from '../../ui/fields/FieldControl.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import styles from './Builder.module.css';
import { emptyBeat, questionOf, useExperimentOfBeat, useLessonDraft } from './draft.ts';
import { TextInput } from './TextInput.tsx';

const words = text.lesson.builder;

export function BeatForm() {
  const { lesson, beat: shown, edit, showBeat } = useLessonDraft();
  const { beats } = lesson;
  const beat = beats[shown];
  if (beat === undefined) return null;
  const names = Object.fromEntries(beats.map((_, index) => [String(index), words.beat(index + 1)]));
  return (
    <section className={styles['group']} aria-label={words.beat(shown + 1)}>
      <div className={styles['ends']}>
        <Segmented
          label={words.beats}
          names={names}
          value={String(shown)}
          onChange={(value) => showBeat(Number(value))}
        />
        <Button
          icon="add"
          disabled={beats.length >= lessonLimits.beats}
          onClick={() => edit({ beats: [...beats, emptyBeat] }, null, beats.length)}
        >
          {words.addBeat}
        </Button>
      </div>
      <BeatFields beat={beat} />
      {beats.length > 1 && (
        <Button look="link" onClick={() => edit({ beats: beats.toSpliced(shown, 1) })}>
          {words.removeBeat(shown + 1)}
        </Button>
      )}
    </section>
  );
}

function BeatFields({ beat: { say, place, start, question } }: { readonly beat: LessonBeat }) {
  const { lesson, editBeat } = useLessonDraft();
  const firstCard = useExperimentOfBeat().cards[0]?.id ?? 'A';
  return (
    <>
      <TextInput
        label={words.say}
        rows={4}
        value={say}
        maxLength={lessonLimits.sayLength}
        onChange={(value) => editBeat({ say: value }, 'say')}
      />
      <div className={styles['fields']}>
        <Select
          label={words.place}
          options={[
            { value: '', label: words.placeStays },
            ...tabs.map((tab) => ({ value: tab, label: fullTabNameOf(tab) })),
          ]}
          value={place ?? ''}
          onChange={(tab) => editBeat({ place: tab === '' ? null : tab })}
        />
        <Select
          label={words.start}
          options={[
            { value: null, label: words.startStays },
            ...lesson.starts.map(({ name }, index) => ({ value: index, label: name })),
          ]}
          value={start}
          onChange={(index) => editBeat({ start: index })}
        />
        <Select
          label={words.question}
          options={questionKindOptions}
          value={question?.kind ?? 'none'}
          onChange={(kind) => editBeat({ question: questionOf(kind, question?.ask ?? '', firstCard) })}
        />
      </div>
      {question !== null && (
        <QuestionForm
          question={question}
          onChange={(changed, mergeKey) => editBeat({ question: changed }, mergeKey)}
        />
      )}
    </>
  );
}

const questionKindOptions = (['none', 'choose', 'number', 'expect', 'draw'] as const).map((value) => ({
  value,
  label: words.questions[value],
}));

const fullTabNameOf = (tab: Tab): string =>
  tab === 'play' ? nameOfTab(tab) : words.placeAt(text.app.places[panelGroupOfTab(tab)], nameOfTab(tab));

interface QuestionFormProps<Q extends LessonQuestion = LessonQuestion> {
  readonly question: Q;
  readonly onChange: (question: LessonQuestion, mergeKey: string | null) => void;
}

function QuestionForm({ question, onChange }: QuestionFormProps) {
  return (
    <div className={styles['question']}>
      <TextInput
        label={words.ask}
        value={question.ask}
        maxLength={lessonLimits.askLength}
        onChange={(ask) => onChange({ ...question, ask }, 'ask')}
      />
      {question.kind === 'choose' && <AnswersForm question={question} onChange={onChange} />}
      {question.kind === 'number' && <RightNumber question={question} onChange={onChange} />}
      {question.kind === 'expect' && <p className="note">{words.expectHelp}</p>}
      {question.kind === 'draw' && <DrawnCurveForm question={question} onChange={onChange} />}
    </div>
  );
}

function AnswersForm({ question, onChange }: QuestionFormProps<LessonQuestionOf<'choose'>>) {
  const { answers } = question;
  const put = (changed: typeof answers, mergeKey: string | null = null): void =>
    onChange({ ...question, answers: changed }, mergeKey);
  return (
    <>
      {answers.map((answer, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
        <div key={index} className={styles['line']}>
          <TextInput
            label={words.answerOf(index + 1)}
            value={answer.words}
            maxLength={lessonLimits.answerLength}
            onChange={(value) => put(answers.with(index, { ...answer, words: value }), `answer ${index}`)}
          />
          <label className={styles['check']}>
            <input
              type="checkbox"
              aria-label={words.isRightOf(index + 1)}
              checked={answer.isRight}
              onChange={(event) => put(answers.with(index, { ...answer, isRight: event.target.checked }))}
            />
            {words.isRight}
          </label>
          <Button
            look="quiet"
            icon="close"
            title={words.removeAnswer(index + 1)}
            disabled={answers.length <= 2}
            onClick={() => put(answers.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button
        icon="add"
        disabled={answers.length >= lessonLimits.answers}
        onClick={() => put([...answers, { words: '', isRight: false }])}
      >
        {words.addAnswer}
      </Button>
    </>
  );
}

function RightNumber({ question, onChange }: QuestionFormProps<LessonQuestionOf<'number'>>) {
  const experiment = useExperimentOfBeat();
  const rivals = useMemo(() => rivalsOfLesson(experiment)?.rivals ?? [], [experiment]);
  const { right, tolerance } = question;
  const isOfRun = typeof right === 'string';
  const isElsewhere = isOfRun && rivals.every(({ id }) => id !== right);
  return (
    <div className={styles['fields']}>
      <Select
        label={words.rightFrom}
        options={[
          { value: '', label: words.rightGiven },
          ...rivals.map(({ id, name }) => ({ value: id, label: words.rightOf(name) })),
          ...(isElsewhere ? [{ value: right, label: words.rightOf(right) }] : []),
        ]}
        value={isOfRun ? right : ''}
        onChange={(id) => onChange({ ...question, right: id === '' ? 0 : id }, null)}
      />
      {!isOfRun && (
        <FieldControl
          isExplained
          field={rightField}
          value={right}
          onChange={(value) => onChange({ ...question, right: value }, 'right')}
        />
      )}
      <FieldControl
        isExplained
        field={toleranceField}
        value={tolerance}
        onChange={(value) => onChange({ ...question, tolerance: value }, 'tolerance')}
      />
    </div>
  );
}

// A card or task that is missing from the experiment stays selected and is marked.
function DrawnCurveForm({ question, onChange }: QuestionFormProps<LessonQuestionOf<'draw'>>) {
  const { cards, tasks } = useExperimentOfBeat();
  const { card, task } = question;
  const withOne = <V,>(options: readonly { readonly value: V; readonly label: string }[], own: V) =>
    options.some(({ value }) => value === own) ? options : [...options, { value: own, label: words.gone }];
  const named = [
    { value: null, label: text.lesson.curve.allTasks },
    ...tasks.map(({ name }, index) => ({ value: index, label: name })),
  ];
  return (
    <div className={styles['fields']}>
      <Select
        label={words.drawnCard}
        options={withOne(
          cards.map((one) => ({ value: one.id, label: nameOfCard(one) })),
          card,
        )}
        value={card}
        onChange={(id) => onChange({ ...question, card: id }, null)}
      />
      <Select
        label={words.drawnTask}
        options={withOne<number | null>(named, task)}
        value={task}
        onChange={(index) => onChange({ ...question, task: index }, null)}
      />
      <p className="note">{words.drawHelp}</p>
    </div>
  );
}

const { number: largest } = lessonLimits;
const rightField = numberField({
  linkKey: 'right',
  defaultValue: 0,
  min: -largest,
  max: largest,
  step: 1,
})({ label: words.rightValue, help: '' });
const toleranceField = numberField({
  linkKey: 'tolerance',
  defaultValue: 0,
  min: 0,
  max: largest,
  step: 0.1,
})({ label: words.tolerance, help: '' });
