/** Runs a lesson: stores answers and notes, opens tabs and experiments of beats, saves the student's file. */
import { createStore } from 'zustand/vanilla';
import { messageOf } from '../../src/core/errors.ts';
import { memoise } from '../../src/core/memoise.ts';
import { linkOfAll, readLink } from '../../src/experiment/link/link.ts';
import { isStarted } from '../../src/run/run.ts';
import { summaryOf } from '../../src/run/summary.ts';
import {
  answersText,
  type BeatAnswer,
  emptyProgress,
  type GivenAnswer,
  hashOfLesson,
  isAwaitingRun,
  isLessonBegun,
  type LessonProgress,
  readProgress,
} from '../../src/teach/lesson/answers.ts';
import { lossCurveOfRun } from '../../src/teach/lesson/curve.ts';
import type { FormPartId, Lesson, LessonQuestion } from '../../src/teach/lesson/lesson.ts';
import {
  lessonTextFromLetters,
  lettersOfLesson,
  textOfLesson,
} from '../../src/teach/lesson/lessonLetters.ts';
import { verdictsOfRun } from '../../src/teach/lesson/outcome.ts';
import { type LessonReading, readLessonText } from '../../src/teach/lesson/readLesson.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { showKnownRun } from '../state/finishedRuns.ts';
import { openExperiment, showProblems } from '../state/link/openExperiment.ts';
import { isStale } from '../state/run/runKey.ts';
import type { LessonSource } from '../state/stores/lessonStore.ts';
import { readStored, writeStored } from '../state/stores/storage.ts';
import { downloadFile } from '../ui/browser.ts';

const words = text.lesson;

interface LessonInProgress {
  readonly progress: LessonProgress;
  /** False if the browser stores nothing, so that closing the page loses the answers. */
  readonly isKept: boolean;
  /** The progress before a restart, which can be restored until something is answered. */
  readonly before: LessonProgress | null;
}

export const lessonControllerOf = memoise(createLessonController);

function createLessonController(playground: Playground) {
  const { lessons, run } = playground;
  const { store, now, put, change } = createProgress(playground);
  const noteOutcome = (): void => {
    const { beat, answers } = now();
    const question = lessons.getState().lesson?.beats[beat]?.question ?? null;
    const answer = answers[beat];
    if (question === null || answer === undefined || !isAwaitingRun(question, answer)) return;
    const seen = answerOfFinishedRun(playground, question);
    if (seen !== null) change(() => ({ answers: { ...answers, [beat]: { ...answer, ...seen } } }));
  };
  const { openStart, arrive } = createBeatOpener(playground);
  const begin = (lesson: Lesson): void => {
    const { progress, isNew } = keptProgress(lesson, now().name);
    lessons.setState({ lesson });
    put(lesson, progress);
    arrive(lesson, progress.beat, isNew);
  };
  readEveryLesson(playground, begin);
  run.shown.subscribe(noteOutcome);
  return {
    store,
    begin,
    openStart,
    goTo: (beat: number): void => {
      const { lesson } = lessons.getState();
      if (lesson === null) return;
      const isFirst = beat > now().furthest;
      change(({ furthest }) => ({ beat, furthest: Math.max(furthest, beat) }));
      arrive(lesson, beat, isFirst);
      noteOutcome();
    },
    answer: (given: GivenAnswer): void => {
      change(({ beat, answers }) => ({
        answers: { ...answers, [beat]: { given, at: new Date().toISOString(), seen: null } },
      }));
      noteOutcome();
    },
    note: (written: string): void => change(({ beat, notes }) => ({ notes: { ...notes, [beat]: written } })),
    setName: (name: string): void => change(() => ({ name })),
    beginAgain: (): void => {
      const { lesson } = lessons.getState();
      if (lesson === null) return;
      put(lesson, emptyProgress, now());
      arrive(lesson, 0, true);
    },
    bringBack: (): void => {
      const { lesson } = lessons.getState();
      const { before } = store.getState();
      if (lesson === null || before === null) return;
      put(lesson, before);
      arrive(lesson, before.beat, false);
    },
    reopen: (part: FormPartId): void =>
      lessons.setState(({ reopened }) => ({ reopened: [...reopened, part] })),
    save: (): void => saveAnswers(playground, now()),
  };
}

/** Opens another lesson of the course, with the set-up of the step where the student left it. */
export async function goOnWith(playground: Playground, lesson: Lesson): Promise<void> {
  const letters = await lettersOfLesson(textOfLesson(lesson));
  playground.lessons.setState({ source: { letters }, lesson, reopened: [] });
  const { begin, store, openStart } = lessonControllerOf(playground);
  begin(lesson);
  const { beat } = store.getState().progress;
  const opened = lesson.beats.slice(0, beat + 1).findLast(({ start }) => start !== null);
  if (opened?.start != null) openStart(opened.start);
}

// A lesson of the course takes the name over from the one before it.
function keptProgress(lesson: Lesson, nameBefore: string) {
  const kept = readStored(progressKeyOf(lesson));
  const read = readProgress(kept, lesson);
  const name = read.name === '' && lesson.course !== null ? nameBefore : read.name;
  return { progress: { ...read, name }, isNew: kept === null };
}

function createBeatOpener(playground: Playground) {
  const { lessons, view } = playground;
  const openStart = (index: number): void => {
    const start = lessons.getState().lesson?.starts[index];
    if (start !== undefined) openLink(playground, start.link, words.opened(start.name));
  };
  // The experiment of a beat is opened only on the first arrival.
  const arrive = (lesson: Lesson, beat: number, isFirst: boolean): void => {
    const { place, start } = lesson.beats[beat] ?? {};
    if (isFirst && start != null) openStart(start);
    if (place != null) view.setState({ tab: place, scrubStep: null });
  };
  return { openStart, arrive };
}

function createProgress({ lessons }: Playground) {
  const store = createStore<LessonInProgress>(() => ({
    progress: emptyProgress,
    isKept: true,
    before: null,
  }));
  const now = (): LessonProgress => store.getState().progress;
  const put = (lesson: Lesson, progress: LessonProgress, before: LessonProgress | null = null): void => {
    const isKept = writeStored(progressKeyOf(lesson), JSON.stringify(progress));
    store.setState({ progress, isKept, before });
    lessons.setState({ isCovered: isVerdictCovered(lesson, progress) });
  };
  const change = (changeOf: (progress: LessonProgress) => Partial<LessonProgress>): void => {
    const { lesson } = lessons.getState();
    if (lesson === null) return;
    const changed = { ...now(), ...changeOf(now()) };
    put(lesson, changed, isLessonBegun(changed) ? null : store.getState().before);
  };
  return { store, now, put, change };
}

function readEveryLesson({ lessons, messages }: Playground, begin: (lesson: Lesson) => void): void {
  const take = async (source: LessonSource | null): Promise<void> => {
    if (source === null) return;
    const reading = await lessonReadingOf(source);
    // Another lesson may have been opened meanwhile.
    if (lessons.getState().source !== source) return;
    if (reading.lesson !== null) return begin(reading.lesson);
    lessons.setState({ source: null, isCovered: false });
    showProblems(messages, () => words.failed, reading.problems);
  };
  lessons.subscribe(({ source, lesson }, before) => {
    if (source !== before.source && lesson === null) void take(source);
  });
  void take(lessons.getState().source);
}

function saveAnswers({ lessons, messages }: Playground, progress: LessonProgress): void {
  const { lesson } = lessons.getState();
  if (lesson === null) return;
  const content = answersText(lesson, progress, new Date().toISOString());
  const name = words.fileName(answersFileNameOf(`${progress.name} ${lesson.course ?? ''}`));
  downloadFile(new Blob([content], { type: 'application/json' }), name);
  messages.showToast(words.saved(name), false);
}

const progressKeyOf = (lesson: Lesson): string => `lesson.${hashOfLesson(lesson)}`;

// The run answers every question of the course.
function isVerdictCovered({ beats, course }: Lesson, { beat, answers }: LessonProgress): boolean {
  const kind = beats[beat]?.question?.kind;
  const isAnsweredByRun = kind === 'expect' || kind === 'draw' || course !== null;
  return kind !== undefined && isAnsweredByRun && answers[beat] === undefined;
}

async function lessonReadingOf(source: LessonSource): Promise<LessonReading> {
  try {
    return readLessonText(await lessonTextFromLetters(source.letters));
  } catch (error) {
    return { lesson: null, problems: [messageOf(error)] };
  }
}

/** Opens as an edit; undo also restores the previous run. Does nothing if already open. */
export function openLink(playground: Playground, link: string, message: string): void {
  const reading = readLink(link);
  const { experiments, leaveRun } = playground;
  if (linkOfAll(reading.experiment) === linkOfAll(experiments.experiment())) return;
  leaveRun(() => openExperiment(playground, reading, { message, problemsTitle: text.app.link.problems }));
  void showKnownRun(playground);
}

function answerOfFinishedRun(
  { run, experiments }: Playground,
  question: LessonQuestion,
): Partial<Pick<BeatAnswer, 'seen' | 'curve'>> | null {
  const status = run.status();
  const experiment = experiments.experiment();
  const isDone = status.phase === 'finished' || status.phase === 'recorded';
  if (!isDone || !isStarted(status) || isStale(status.experiment, experiment)) return null;
  if (question.kind === 'draw') {
    const curve = lossCurveOfRun(experiment, status, question);
    return curve && { curve: [...curve] };
  }
  const summary = summaryOf(experiment, status);
  return summary && { seen: verdictsOfRun(summary) };
}

function answersFileNameOf(name: string): string {
  const parts = name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return parts.join('-').toLowerCase();
}
