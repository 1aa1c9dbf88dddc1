/** Editor of a lesson, beside a preview of what students see and the ways to hand it out. */
import { useEffect, useMemo, useState } from 'react';
import { encode } from 'uqr';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { withLesson } from '../../../src/experiment/link/extras.ts';
import { LONG_LINK_LENGTH, linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { emptyProgress, type GivenAnswer, type LessonProgress } from '../../../src/teach/lesson/answers.ts';
import { courseLessons } from '../../../src/teach/lesson/course.ts';
import { formParts, type Lesson, lessonLimits } from '../../../src/teach/lesson/lesson.ts';
import { lettersOfLesson, textOfLesson } from '../../../src/teach/lesson/lessonLetters.ts';
import { readLesson } from '../../../src/teach/lesson/readLesson.ts';
import { lessonOfPreset, presetsForLessons } from '../../../src/teach/lesson/readyLessons.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { pageAddress } from '../../state/link/pageAddress.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { iframeCode } from '../../state/sharing.ts';
import { SentenceList } from '../../ui/Banner.tsx';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { CopyableText } from '../../ui/CopyableText.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { LessonCard } from '../LessonCard.tsx';
import { openLink } from '../lessonController.ts';
import { TeachingTips, tipOfPreset } from '../TeachingTips.tsx';
import { BeatForm } from './BeatForm.tsx';
import styles from './Builder.module.css';
import { useExperimentOfBeat, useLessonDraft } from './draft.ts';
import { TextInput } from './TextInput.tsx';

const words = text.lesson.builder;

export function LessonBuilder({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={text.app.menu.lesson} intro={words.intro} className={styles['dialog']} onClose={onClose}>
      {(close) => (
        <div className={styles['columns']}>
          <div className={styles['form']}>
            <LessonTitleInput />
            <StartsForm close={close} />
            <BeatForm />
            <FormPartLocks />
          </div>
          <div className={styles['seen']}>
            <LessonPreview />
            <HandOutSection />
          </div>
        </div>
      )}
    </Dialog>
  );
}

function LessonTitleInput() {
  const { lesson, past, edit, undo } = useLessonDraft();
  const { starts, course, title } = lesson;
  const ofCourse = courseLessons[(course ?? 0) - 1];
  /** The preset it was made from, while the lesson still opens its experiment. */
  const story = useMemo(
    () =>
      presetsForLessons.find(({ experiment }) => starts.some(({ link }) => link === linkOfAll(experiment))),
    [starts],
  );
  const tips = ofCourse
    ? { title, tip: ofCourse.teacher }
    : story && { title: story.title, tip: tipOfPreset(story.id) };
  const stories = [
    { value: '', label: words.beginEmpty },
    ...courseLessons.map((one) => ({ value: one.lesson.title, label: one.lesson.title })),
    ...presetsForLessons.map((preset) => ({ value: preset.id, label: preset.title })),
  ];
  const begin = (id: string): void => {
    const preset = presetsForLessons.find((one) => one.id === id);
    const ready = courseLessons.find((one) => one.lesson.title === id)?.lesson;
    if (ready !== undefined) edit(ready, null, 0);
    else if (preset !== undefined) edit(lessonOfPreset(preset), null, 0);
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
      {tips !== undefined && (
        <details>
          <summary>{text.teaching.of(tips.title)}</summary>
          <TeachingTips tip={tips.tip} />
        </details>
      )}
    </section>
  );
}

function FormPartLocks() {
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
function LessonPreview() {
  const { lesson, beat, showBeat } = useLessonDraft();
  const [tried, setTried] = useState<{ readonly lesson: object; readonly progress: LessonProgress } | null>(
    null,
  );
  const experiment = useExperimentOfBeat();
  const progress = { ...(tried?.lesson === lesson ? tried.progress : emptyProgress), beat };
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
          next: null,
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
    const link = linkOfAll(playground.experiments.experiment());
    edit({ starts: [...starts, { name: words.newStart(starts.length + 1), link }] });
  };
  return (
    <section className={styles['group']} aria-label={words.starts}>
      <h3>{words.starts}</h3>
      <p className="note">{words.startsHelp}</p>
      {starts.map((start, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: set-ups are identified by their position
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

function HandOutSection() {
  const { lesson } = useLessonDraft();
  const experiment = useExperiment();
  const { problems } = readLesson(lesson);
  return (
    <section className={styles['group']} aria-label={words.handOut}>
      <h3>{words.handOut}</h3>
      {problems.length > 0 ? (
        <div className="muted">
          <p>{words.notYet}</p>
          <SentenceList of={problems} />
        </div>
      ) : (
        <WaysToHandOut lesson={lesson} start={startLinkOf(lesson, experiment)} />
      )}
    </section>
  );
}

function startLinkOf({ beats, starts }: Lesson, onPage: Experiment): string {
  const link = starts[beats[0]?.start ?? -1]?.link;
  return linkOfAll(link === undefined ? onPage : readLink(link).experiment);
}

function WaysToHandOut({ lesson, start }: { readonly lesson: Lesson; readonly start: string }) {
  const letters = useLessonLetters(lesson);
  if (letters === null) return null;
  return <WaysToShareLink link={`${pageAddress()}#${withLesson(start, letters)}`} title={lesson.title} />;
}

function useLessonLetters(lesson: Lesson): string | null {
  const [made, setMade] = useState<{ readonly lesson: Lesson; readonly letters: string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void lettersOfLesson(textOfLesson(lesson)).then((letters) => {
      if (isWanted) setMade({ lesson, letters });
    });
    return () => {
      isWanted = false;
    };
  }, [lesson]);
  return made?.lesson === lesson ? made.letters : null;
}

function WaysToShareLink({ link, title }: { readonly link: string; readonly title: string }) {
  const length = formatCount(link.length);
  return (
    <>
      <CopyableText label={words.link} copyWords={words.copyLink} value={link}>
        <ButtonLink href={link} isNewTab>
          {words.open}
        </ButtonLink>
      </CopyableText>
      <p className="note">{link.length > LONG_LINK_LENGTH ? words.long(length) : words.length(length)}</p>
      <QrCode link={link} />
      <CopyableText label={words.iframe} copyWords={words.copyIframe} value={iframeCode(link, title)} />
    </>
  );
}

// Characters of version 25 (117 by 117 cells): common decoders miss marks of finer codes.
const MAX_QR_LENGTH = 1250;

// Quiet zone of the QR standard, in cells.
const QR_BORDER = 4;

function QrCode({ link }: { readonly link: string }) {
  const code = useMemo(
    () => (link.length > MAX_QR_LENGTH ? null : encode(link, { ecc: 'L', border: QR_BORDER })),
    [link],
  );
  if (code === null) return <p className="note">{words.qrTooLong(formatCount(MAX_QR_LENGTH))}</p>;
  return (
    <svg
      className={styles['qr']}
      role="img"
      aria-label={words.qr}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
    >
      <path d={qrPathOf(code.data)} fill="currentColor" />
    </svg>
  );
}

const qrPathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return [];
        const end = row.indexOf(false, x);
        return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`];
      }),
    )
    .join('');
