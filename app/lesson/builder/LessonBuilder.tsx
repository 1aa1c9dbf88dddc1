/** Editor of a lesson, beside a preview of what students see and the ways to hand it out. */
import { useMemo, useState } from 'react';
import { linkOf } from '../../../src/experiment/link/link.ts';
import { type GivenAnswer, type LessonProgress, noProgress } from '../../../src/teach/lesson/answers.ts';
import { formParts, lessonLimits } from '../../../src/teach/lesson/lesson.ts';
import { lessonOfPreset, presetsForLessons } from '../../../src/teach/lesson/readyLessons.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { LessonCard } from '../LessonCard.tsx';
import { openLink } from '../lessonController.ts';
import { TeachingTips } from '../TeachingTips.tsx';
import { BeatForm } from './BeatForm.tsx';
import styles from './Builder.module.css';
import { useExperimentOfBeat, useLessonDraft } from './draft.ts';
import { HandOut } from './HandOut.tsx';
import { TextInput } from './TextInput.tsx';

const words = text.lesson.builder;

export function LessonBuilder({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={text.app.menu.lesson} intro={words.intro} className={styles['dialog']} onClose={onClose}>
      {(close) => (
        <div className={styles['columns']}>
          <div className={styles['form']}>
            <Title />
            <StartsForm close={close} />
            <BeatForm />
            <Gates />
          </div>
          <div className={styles['seen']}>
            <Preview />
            <HandOut />
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Title() {
  const { lesson, past, edit, undo } = useLessonDraft();
  const { starts } = lesson;
  /** The preset it was made from, while the lesson still opens its experiment. */
  const story = useMemo(
    () => presetsForLessons.find(({ experiment }) => starts.some(({ link }) => link === linkOf(experiment))),
    [starts],
  );
  const stories = [
    { value: '', label: words.beginEmpty },
    ...presetsForLessons.map((preset) => ({ value: preset.id, label: preset.title })),
  ];
  const begin = (id: string): void => {
    const preset = presetsForLessons.find((one) => one.id === id);
    if (preset !== undefined) edit(lessonOfPreset(preset), null, 0);
  };
  return (
    <section className={styles['group']}>
      <TextInput
        label={words.title}
        value={lesson.title}
        maxLength={lessonLimits.titleLength}
        onChange={(value) => edit({ title: value }, 'title')}
      />
      <div className={styles['ends']}>
        <Select label={words.beginFrom} options={stories} value="" onChange={begin} />
        {past.length > 0 && (
          <Button look="link" onClick={undo}>
            {text.app.menu.undo}
          </Button>
        )}
      </div>
      {story !== undefined && (
        <details>
          <summary>{text.teaching.of(story.title)}</summary>
          <TeachingTips presetId={story.id} />
        </details>
      )}
    </section>
  );
}

function Gates() {
  const { lesson, edit } = useLessonDraft();
  const { hidden, locked, mayReopen } = lesson;
  const without = <V,>(list: readonly V[], value: V): readonly V[] => list.filter((one) => one !== value);
  return (
    <section className={styles['group']} aria-label={words.form}>
      <h3>{words.form}</h3>
      {formParts.map((part) => (
        <div key={part} className={styles['gate']}>
          <span>{text.lesson.parts[part]}</span>
          <Segmented
            label={text.lesson.parts[part]}
            names={words.gates}
            value={hidden.includes(part) ? 'hidden' : locked.includes(part) ? 'locked' : 'open'}
            onChange={(gate) =>
              edit({
                hidden: [...without(hidden, part), ...(gate === 'hidden' ? [part] : [])],
                locked: [...without(locked, part), ...(gate === 'locked' ? [part] : [])],
              })
            }
          />
        </div>
      ))}
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={mayReopen}
          disabled={locked.length === 0}
          onChange={(event) => edit({ mayReopen: event.target.checked })}
        />
        {words.mayReopen}
      </label>
    </section>
  );
}

// Answers in the preview are reset with every change of the lesson.
function Preview() {
  const { lesson, beat, showBeat } = useLessonDraft();
  const [tried, setTried] = useState<{ readonly lesson: object; readonly progress: LessonProgress } | null>(
    null,
  );
  const experiment = useExperimentOfBeat();
  const progress = { ...(tried?.lesson === lesson ? tried.progress : noProgress), beat };
  const change = (part: Partial<LessonProgress>): void =>
    setTried({ lesson, progress: { ...progress, ...part } });
  const answer = (given: GivenAnswer): void =>
    change({ answers: { ...progress.answers, [beat]: { given, at: '', seen: null } } });
  return (
    <div>
      <h3>{words.preview}</h3>
      <LessonCard
        label={words.preview}
        lesson={lesson}
        progress={progress}
        experiment={experiment}
        isKept
        actions={{
          goTo: showBeat,
          openStart: () => {},
          answer,
          note: (written) => change({ notes: { ...progress.notes, [beat]: written } }),
          setName: (name) => change({ name }),
          save: () => {},
          beginAgain: null,
          bringBack: null,
        }}
      />
    </div>
  );
}

function StartsForm({ close }: { readonly close: () => void }) {
  const playground = usePlayground();
  const { lesson, edit, removeStart } = useLessonDraft();
  const { starts } = lesson;
  const add = (): void => {
    const link = linkOf(playground.experiments.experiment());
    edit({ starts: [...starts, { name: words.newStart(starts.length + 1), link }] });
  };
  return (
    <section className={styles['group']} aria-label={words.starts}>
      <h3>{words.starts}</h3>
      <p className="note">{words.startsHelp}</p>
      {starts.map((start, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a set-up is its place in the list
        <div key={index} className={styles['line']}>
          <TextInput
            label={words.startName(index + 1)}
            value={start.name}
            maxLength={lessonLimits.startNameLength}
            onChange={(name) => edit({ starts: starts.with(index, { ...start, name }) }, `start ${index}`)}
          />
          <Button
            look="link"
            title={words.showStart(start.name)}
            onClick={() => {
              close();
              openLink(playground, start.link, text.lesson.opened(start.name));
            }}
          >
            {words.show}
          </Button>
          <Button
            look="quiet"
            icon="close"
            title={words.removeStart(start.name)}
            onClick={() => removeStart(index)}
          />
        </div>
      ))}
      <Button icon="add" disabled={starts.length >= lessonLimits.starts} onClick={add}>
        {words.addStart}
      </Button>
    </section>
  );
}
