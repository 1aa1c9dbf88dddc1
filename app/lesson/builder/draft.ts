/** The lesson being built: stored in the browser between visits, with undo. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { memoise } from '../../../src/core/memoise.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { readLink } from '../../../src/experiment/link/link.ts';
import type { Lesson, LessonBeat, LessonQuestion } from '../../../src/teach/lesson/lesson.ts';
import { textOfLesson } from '../../../src/teach/lesson/lessonLetters.ts';
import { readLessonText } from '../../../src/teach/lesson/readLesson.ts';
import type { Playground } from '../../state/createPlayground.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { readStored, writeStored } from '../../state/stores/storage.ts';

const DRAFT_KEY = 'lessonDraft';
const maxDraftVersions = 50;

interface LessonDraftState {
  readonly lesson: Lesson;
  readonly beat: number;
  readonly past: readonly Lesson[];
  readonly mergeKey: string | null;
}

export const emptyBeat: LessonBeat = { say: '', place: null, start: null, question: null };

const emptyLesson: Lesson = {
  title: '',
  beats: [emptyBeat],
  starts: [],
  hidden: [],
  locked: [],
  mayReopen: true,
  course: null,
};

export function useExperimentOfBeat(): Experiment {
  const onPage = useExperiment();
  const { lesson, beat } = useLessonDraft();
  const opened = lesson.beats.slice(0, beat + 1).findLast(({ start }) => start !== null)?.start;
  const link = lesson.starts[opened ?? -1]?.link;
  return useMemo(() => (link === undefined ? onPage : readLink(link).experiment), [link, onPage]);
}

/** Keeps the text of the previous question; a curve question starts with `card`. */
export function questionOf(
  kind: LessonQuestion['kind'] | 'none',
  ask: string,
  card: string,
): LessonQuestion | null {
  const noAnswer = { words: '', isRight: false };
  switch (kind) {
    case 'none':
      return null;
    case 'choose':
      return { kind, ask, answers: [{ ...noAnswer, isRight: true }, noAnswer] };
    case 'number':
      return { kind, ask, right: 0, tolerance: 0.1 };
    case 'expect':
      return { kind, ask };
    case 'draw':
      return { kind, ask, card, task: null };
    default:
      return kind satisfies never;
  }
}

export function useLessonDraft() {
  const { store, ...actions } = lessonDraftOf(usePlayground());
  return { ...useStore(store), ...actions };
}

export const lessonDraftOf = memoise((_: Playground) => {
  const kept = readLessonText(readStored(DRAFT_KEY) ?? '', true).lesson;
  const store = createStore<LessonDraftState>(() => ({
    lesson: kept ?? emptyLesson,
    beat: 0,
    past: [],
    mergeKey: null,
  }));
  store.subscribe(({ lesson }, before) => {
    if (lesson !== before.lesson) writeStored(DRAFT_KEY, textOfLesson(lesson));
  });
  const edit = (change: Partial<Lesson>, mergeKey: string | null = null, beat?: number): void =>
    store.setState((now) => {
      const lesson = { ...now.lesson, ...change };
      const isMerged = mergeKey !== null && mergeKey === now.mergeKey;
      const past = isMerged ? now.past : [...now.past.slice(1 - maxDraftVersions), now.lesson];
      return { lesson, past, mergeKey, beat: Math.min(beat ?? now.beat, lesson.beats.length - 1) };
    });
  return {
    store,
    edit,
    editBeat: (change: Partial<LessonBeat>, mergeKey: string | null = null): void => {
      const { lesson, beat } = store.getState();
      const changed = { ...(lesson.beats[beat] ?? emptyBeat), ...change };
      edit({ beats: lesson.beats.with(beat, changed) }, mergeKey && `${mergeKey} ${beat}`);
    },
    removeStart: (index: number): void => {
      const { starts, beats } = store.getState().lesson;
      const moved = (start: number | null): number | null => {
        if (start === null || start === index) return null;
        return start > index ? start - 1 : start;
      };
      edit({
        starts: starts.toSpliced(index, 1),
        beats: beats.map((beat) => ({ ...beat, start: moved(beat.start) })),
      });
    },
    showBeat: (beat: number): void => store.setState({ beat }),
    undo: (): void =>
      store.setState(({ past, lesson, beat }) => {
        const before = past.at(-1) ?? lesson;
        return {
          lesson: before,
          past: past.slice(0, -1),
          beat: Math.min(beat, before.beats.length - 1),
          mergeKey: null,
        };
      }),
  };
});
