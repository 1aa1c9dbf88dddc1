/** Ready-made lessons from the stories of presets, with the preset's riddle as a question. */
import { linkOfAll } from '../../experiment/link/link.ts';
import { text } from '../../text/text.ts';
import { type Preset, presets } from '../presets/presets.ts';
import type { Lesson, LessonBeat } from './lesson.ts';

const words = text.lesson.ready;

const RIDDLE_PRESET_ID = 'findTheBug';

export function lessonOfPreset(preset: Preset): Lesson {
  const { id, title, beats, experiment } = preset;
  const told = beats.map(({ words: say, place }, index): LessonBeat => {
    return { say, place, start: index === 0 ? 0 : null, question: null };
  });
  const isRiddle = id === RIDDLE_PRESET_ID;
  return {
    title,
    beats: isRiddle ? beatsWithRiddle(told, preset) : told,
    starts: [{ name: title, link: linkOfAll(experiment) }],
    hidden: isRiddle ? ['architectures'] : [],
    locked: [],
    mayReopen: true,
    course: null,
  };
}

// Up to the beat that reveals the answer, with a guess at the verdict; then the question and the answer.
function beatsWithRiddle(told: readonly LessonBeat[], { answer, experiment }: Preset): readonly LessonBeat[] {
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

/** Only presets whose story is told by a single run. */
export const presetsForLessons: readonly Preset[] = presets.filter(({ sweep }) => sweep === null);
