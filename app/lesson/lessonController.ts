/**
 * A lesson under way: reads it, keeps what the student answers and notes in the browser, opens the places and set-ups of its beats, and
 * saves the student's file. Knows no component.
 */
import { createStore } from 'zustand/vanilla';
import { messageOf } from '../../src/core/errors.ts';
import { oncePer } from '../../src/core/oncePer.ts';
import { linkOf, readLink } from '../../src/experiment/link/link.ts';
import {
  answersText,
  type BeatAnswer,
  type GivenAnswer,
  hashOfLesson,
  isAwaitingRun,
  isBegun,
  type LessonProgress,
  noProgress,
  readProgress,
} from '../../src/teach/lesson/answers.ts';
import { curveOfRun } from '../../src/teach/lesson/curve.ts';
import type { FormPartId, Lesson, LessonQuestion } from '../../src/teach/lesson/lesson.ts';
import { lessonTextOfLetters } from '../../src/teach/lesson/lessonLetters.ts';
import { outcomeOf } from '../../src/teach/lesson/outcome.ts';
import { type LessonReading, readLessonText } from '../../src/teach/lesson/readLesson.ts';
import { isStarted } from '../../src/run/run.ts';
import { summaryOf } from '../../src/run/summary.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { showKnownRun } from '../state/finishedRuns.ts';
import { openExperiment, showProblems } from '../state/link/openExperiment.ts';
import { isStale } from '../state/run/runKey.ts';
import type { LessonSource } from '../state/stores/lessonStore.ts';
import { readStored, writeStored } from '../state/stores/storage.ts';
import { download } from '../ui/browser.ts';

const words = text.lesson;

interface UnderWay {
  readonly progress: LessonProgress;
  /** False: the browser keeps nothing, so that a closed page loses what was answered. */
  readonly isKept: boolean;
  /** Progress before the student began again, to be brought back; null: there is none, or something was answered since. */
  readonly before: LessonProgress | null;
}

/** Everything that a student can do in the lesson of a page. It reads the lesson that is there, and every one that comes. */
export const lessonControllerOf = oncePer(createLessonController);

function createLessonController(playground: Playground) {
  const { lessons, run } = playground;
  const { store, now, put, change } = createProgress(playground);
  /** Holds an answer against the run that has finished, where the question asks for that. */
  const noteOutcome = (): void => {
    const { beat, answers } = now();
    const question = lessons.getState().lesson?.beats[beat]?.question ?? null;
    const answer = answers[beat];
    if (question === null || answer === undefined || !isAwaitingRun(question, answer)) return;
    const seen = seenNow(playground, question);
    if (seen !== null) change(() => ({ answers: { ...answers, [beat]: { ...answer, ...seen } } }));
  };
  const { openStart, arrive } = createArrivals(playground);
  const begin = (lesson: Lesson): void => {
    const kept = readStored(keyOf(lesson));
    lessons.setState({ lesson });
    put(lesson, readProgress(kept, lesson));
    arrive(lesson, now().beat, kept === null);
  };
  readEveryLesson(playground, begin);
  run.shown.subscribe(noteOutcome);
  return {
    store,
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
      put(lesson, noProgress, now());
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

function createArrivals(playground: Playground) {
  const { lessons, view } = playground;
  const openStart = (index: number): void => {
    const start = lessons.getState().lesson?.starts[index];
    if (start !== undefined) openLink(playground, start.link, words.opened(start.name));
  };
  /** Opens what a beat opens; its set-up only when somebody comes there for the first time. */
  const arrive = (lesson: Lesson, beat: number, isFirst: boolean): void => {
    const { place, start } = lesson.beats[beat] ?? {};
    if (isFirst && start != null) openStart(start);
    if (place != null) view.setState({ tab: place, scrubStep: null });
  };
  return { openStart, arrive };
}

function createProgress({ lessons }: Playground) {
  const store = createStore<UnderWay>(() => ({ progress: noProgress, isKept: true, before: null }));
  const now = (): LessonProgress => store.getState().progress;
  const put = (lesson: Lesson, progress: LessonProgress, before: LessonProgress | null = null): void => {
    const isKept = writeStored(keyOf(lesson), JSON.stringify(progress));
    store.setState({ progress, isKept, before });
    lessons.setState({ isCovered: isCoveredIn(lesson, progress) });
  };
  const change = (changeOf: (progress: LessonProgress) => Partial<LessonProgress>): void => {
    const { lesson } = lessons.getState();
    if (lesson === null) return;
    const changed = { ...now(), ...changeOf(now()) };
    put(lesson, changed, isBegun(changed) ? null : store.getState().before);
  };
  return { store, now, put, change };
}

/** Reads the lesson that is there, and every one that comes; of one that cannot be read the page says why, and goes on without it. */
function readEveryLesson({ lessons, messages }: Playground, begin: (lesson: Lesson) => void): void {
  const take = async (source: LessonSource | null): Promise<void> => {
    if (source === null) return;
    const reading = await readingOf(source);
    // Meanwhile another one may have come.
    if (lessons.getState().source !== source) return;
    if (reading.lesson !== null) return begin(reading.lesson);
    lessons.setState({ source: null, isCovered: false });
    showProblems(messages, () => words.failed, reading.problems);
  };
  lessons.subscribe(({ source }, before) => {
    if (source !== before.source) void take(source);
  });
  void take(lessons.getState().source);
}

function saveAnswers({ lessons, messages }: Playground, progress: LessonProgress): void {
  const { lesson } = lessons.getState();
  if (lesson === null) return;
  const content = answersText(lesson, progress, new Date().toISOString());
  const name = words.fileName(fileNameOf(progress.name));
  download(new Blob([content], { type: 'application/json' }), name);
  messages.showToast(words.saved(name), false);
}

const keyOf = (lesson: Lesson): string => `lesson.${hashOfLesson(lesson)}`;

/** Nobody sees a verdict or a curve before it was expected. */
function isCoveredIn({ beats }: Lesson, { beat, answers }: LessonProgress): boolean {
  const kind = beats[beat]?.question?.kind;
  return (kind === 'expect' || kind === 'draw') && answers[beat] === undefined;
}

async function readingOf(source: LessonSource): Promise<LessonReading> {
  if (source.kind === 'file') return readLessonText(source.json);
  try {
    return readLessonText(await lessonTextOfLetters(source.letters));
  } catch (error) {
    return { lesson: null, problems: [messageOf(error)] };
  }
}

/** Opens the set-up of a link as an edit that undo takes back with the run before; one that is there already stays. */
export function openLink(playground: Playground, link: string, message: string): void {
  const reading = readLink(link);
  const { experiments, leaveRun } = playground;
  if (linkOf(reading.experiment) === linkOf(experiments.experiment())) return;
  leaveRun(() => openExperiment(playground, reading, { message, problemsTitle: text.app.link.problems }));
  void showKnownRun(playground);
}

/** The answer of the finished run of the experiment on the page to a question; null where there is none. */
function seenNow(
  { run, experiments }: Playground,
  question: LessonQuestion,
): Partial<Pick<BeatAnswer, 'seen' | 'curve'>> | null {
  const status = run.status();
  const experiment = experiments.experiment();
  const isDone = status.phase === 'finished' || status.phase === 'recorded';
  if (!isDone || !isStarted(status) || isStale(status.experiment, experiment)) return null;
  if (question.kind === 'draw') {
    const curve = curveOfRun(experiment, status, question);
    return curve && { curve: [...curve] };
  }
  const summary = summaryOf(experiment, status);
  return summary && { seen: outcomeOf(summary) };
}

/** Letters and digits of a name, in any script, as files may be called. */
function fileNameOf(name: string): string {
  const parts = name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return parts.join('-').toLowerCase() || text.lesson.anonymous;
}
