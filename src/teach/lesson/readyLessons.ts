/** Lessons to begin with: a preset's story, beat by beat, with its riddle as a question where it asks one. */
import { linkOf } from '../../experiment/link/link.ts';
import { type Preset, presets } from '../presets/presets.ts';
import { text } from '../../text/text.ts';
import type { Lesson, LessonBeat } from './lesson.ts';

const words = text.lesson.ready;

/** The preset whose riddle is a question of a lesson. */
const RIDDLE = 'findTheBug';

/** A lesson of the story of a preset. */
export function lessonOfPreset(preset: Preset): Lesson {
  const { id, title, beats, experiment } = preset;
  const told = beats.map(({ words: say, place }, index): LessonBeat => {
    return { say, place, start: index === 0 ? 0 : null, question: null };
  });
  const isRiddle = id === RIDDLE;
  return {
    title,
    beats: isRiddle ? withRiddle(told, preset) : told,
    starts: [{ name: title, link: linkOf(experiment) }],
    // The form of an architecture says what it is.
    hidden: isRiddle ? ['architectures'] : [],
    locked: [],
    mayReopen: true,
  };
}

/** The story up to where its answer would be seen, with a guess at the verdict; then the question, and the answer. */
function withRiddle(told: readonly LessonBeat[], { answer, experiment }: Preset): readonly LessonBeat[] {
  const { cards } = experiment;
  const answers = cards.map(({ name }, index) => ({ words: name, isRight: index === 0 }));
  return [
    ...told.slice(0, 2),
    ...told.slice(2, 3).map((beat): LessonBeat => {
      return { ...beat, question: { kind: 'expect', ask: words.wouldLossesTell } };
    }),
    {
      say: words.decide,
      place: 'gates',
      start: null,
      question: { kind: 'choose', ask: words.whichIsNone, answers },
    },
    { say: answer ?? '', place: 'equations', start: null, question: null },
  ];
}

/** Presets whose story is told by one run, so that a lesson can tell it. */
export const presetsForLessons: readonly Preset[] = presets.filter(({ sweep }) => sweep === null);
