/**
 * The parameters that a sender may add to the experiment of a link: the fingerprint of a finished run, the result itself, a sentence, the
 * place that is open, and a lesson. Part of `link.ts`; the letters of a result are read by `src/run/answer`, those of a lesson by `src/teach/lesson`,
 * which come with the first such link.
 *
 *     fp=wasm.relaxed-simd.Xb3-kQ9_0aAb.nnb.…&r=A3kq…&say=Look+at+task+3&at=gates:600
 */
import { type Fingerprint, fingerprintText, readFingerprint } from '../../analysis/fingerprint.ts';
import type { Report } from '../../core/schema/field.ts';
import { limits } from '../../core/schema/limits.ts';
import { textField } from '../../core/schema/plainFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import { type Bag, type Entry, SETTING_SIGNS } from './entries.ts';
import { escaped, unescaped } from './text.ts';

const words = text.link;

/** The readings of the page that a link may open, the one that is open anyway first. */
export const linkTabs = [
  ...['play'],
  ...['gates', 'row', 'learned', 'equations'],
  ...['map', 'sweep', 'draws', 'search'],
] as const;

/** The reading that is open, and the step that is looked at; null: the newest. */
export interface LinkPlace {
  readonly tab: (typeof linkTabs)[number];
  readonly step: number | null;
}

/** Null for what there is none of. */
export interface SentAlong {
  /** The result of a finished run, as `src/run/answer` writes it; none without the fingerprint of that run. */
  readonly answer: string | null;
  readonly sentence: string | null;
  readonly place: LinkPlace | null;
}

/** Nothing but an experiment. */
export const nothingSent: SentAlong = { answer: null, sentence: null, place: null };

const sentenceField = textField({ linkKey: 'say', defaultValue: '', maxLength: limits.sentenceLength })(
  words.sentence,
);

const FINGERPRINT_KEY = 'fp';
const ANSWER_KEY = 'r';
const PLACE_KEY = 'at';

/** The sentence as links carry it: one line, not too long; null where nothing is said. */
export const sentenceOf = (typed: string): string | null => sentenceField.read(typed) || null;

/** The parameters; none where nothing is sent. */
export const sentEntries = (
  fingerprint: Fingerprint | null,
  { answer, sentence, place }: SentAlong,
): readonly Entry[] => [
  ...(fingerprint === null ? [] : [[FINGERPRINT_KEY, fingerprintText(fingerprint)] as const]),
  ...(answer === null ? [] : [[ANSWER_KEY, answer] as const]),
  ...(sentence === null ? [] : [[sentenceField.linkKey, escaped(sentence)] as const]),
  ...(place === null || isUsual(place) ? [] : [[PLACE_KEY, placeText(place)] as const]),
];

const isUsual = ({ tab, step }: LinkPlace): boolean => tab === 'play' && step === null;

const placeText = ({ tab, step }: LinkPlace): string =>
  step === null ? tab : tab + SETTING_SIGNS.assignment + String(step);

/** Reads the parameters; what cannot be read is reported. */
export const sentIn = (
  bag: Bag,
  report: Report,
): { readonly fingerprint: Fingerprint | null; readonly sent: SentAlong } => {
  const keys = [FINGERPRINT_KEY, ANSWER_KEY, sentenceField.linkKey, PLACE_KEY];
  const [fingerprint, answer, said, place] = keys.map((key) => bag.take(key));
  return {
    fingerprint: fingerprintIn(fingerprint, report),
    sent: {
      answer: answerIn(answer, report),
      sentence: said === undefined ? null : sentenceField.read(unescaped(said), report) || null,
      place: placeIn(place, report),
    },
  };
};

const fingerprintIn = (written: string | undefined, report: Report): Fingerprint | null => {
  if (written === undefined) return null;
  const fingerprint = readFingerprint(written);
  if (fingerprint === null) report(words.fingerprint(shownValue(written)));
  return fingerprint;
};

const answerIn = (written: string | undefined, report: Report): string | null => {
  if (written === undefined) return null;
  if (/^[A-Za-z0-9_-]+$/.test(written)) return written;
  report(words.answer);
  return null;
};

const placeIn = (written: string | undefined, report: Report): LinkPlace | null => {
  if (written === undefined) return null;
  const [, name, step = null] = /^([a-z]+)(?::(0|[1-9]\d{0,6}))?$/.exec(written) ?? [];
  const tab = linkTabs.find((one) => one === name);
  if (tab !== undefined) return { tab, step: step === null ? null : Number(step) };
  report(words.place(shownValue(written), linkTabs.join(', ')));
  return null;
};

/** The key of the lesson in links. */
export const LESSON_KEY = 'lesson';

/** Letters of the longest lesson that is looked at: more than any that can be read has. */
const MAX_LETTERS = 40_000;

const PARAMETER = new RegExp(`&${LESSON_KEY}=[^&]*`);

/** The letters of a parameter; null where there are none, or none of a lesson, which is reported. */
export const lessonIn = (written: string | undefined, report: Report): string | null => {
  if (written === undefined) return null;
  if (/^[A-Za-z0-9_-]+$/.test(written) && written.length <= MAX_LETTERS) return written;
  report(words.lesson);
  return null;
};

/** A link, of whatever release and with whatever a sender added, with this lesson in place of any other; null: with none. */
export const withLesson = (link: string, letters: string | null): string => {
  const without = link.replace(PARAMETER, '');
  return letters === null ? without : `${without}&${LESSON_KEY}=${letters}`;
};
