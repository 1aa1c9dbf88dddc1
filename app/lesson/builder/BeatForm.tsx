/** Form for the beats of a lesson, one at a time: text, tab, experiment and question. */
import { nameOfTab, placeOfTab, type Tab, tabs } from '../../../src/experiment/link/tabs.ts';
import { type LessonBeat, lessonLimits } from '../../../src/teach/lesson/lesson.ts';
import { text } from '../../../src/text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './Builder.module.css';
import { emptyBeat, questionOf, useExperimentOfBeat, useLessonDraft } from './draft.ts';
import { QuestionForm } from './QuestionForm.tsx';
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
            ...tabs.map((tab) => ({ value: tab, label: wholeNameOf(tab) })),
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
          options={kinds}
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

const kinds = (['none', 'choose', 'number', 'expect', 'draw'] as const).map((value) => ({
  value,
  label: words.questions[value],
}));

/** "Inspect: gates" */
const wholeNameOf = (tab: Tab): string =>
  tab === 'play' ? nameOfTab(tab) : words.placeAt(text.app.places[placeOfTab(tab)], nameOfTab(tab));
