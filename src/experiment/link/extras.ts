/**
 * Parameters that a sender adds to a link: fingerprint, result (read by `src/run/codec`), sentence, tab, lesson
 * (`src/teach/lesson`).
 * fp=wasm.relaxed-simd.Xb3-kQ9_0aAb.nnb.…&r=A3kq…&say=Look+at+task+3&at=gates:600
 */
import { type Fingerprint, fingerprintText, readFingerprint } from '../../analysis/fingerprint.ts';
import type { ReportProblem } from '../../core/schema/field.ts';
import { limits } from '../../core/schema/limits.ts';
import { textField } from '../../core/schema/plainFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import { type LinkEntry, SETTING_SYNTAX, type UnreadEntries } from './entries.ts';
import { type Tab, tabNamed, tabs } from './tabs.ts';
import { escapedForLink, unescapedFromLink } from './text.ts';

const words = text.link;

/** Tab and step that a link opens; `step` null means the newest. */
interface LinkedTab {
  readonly tab: Tab;
  readonly step: number | null;
}

export interface LinkExtras {
  /** Letters of `src/run/codec`; they need the run's fingerprint. */
  readonly answer: string | null;
  readonly sentence: string | null;
  readonly place: LinkedTab | null;
}

export const noExtras: LinkExtras = { answer: null, sentence: null, place: null };

const sentenceField = textField({ linkKey: 'say', defaultValue: '', maxLength: limits.sentenceLength })(
  words.sentence,
);

const FINGERPRINT_KEY = 'fp';
const ANSWER_KEY = 'r';
const PLACE_KEY = 'at';

export const sentenceOf = (typed: string): string | null => sentenceField.read(typed) || null;

export const extraEntries = (
  fingerprint: Fingerprint | null,
  { answer, sentence, place }: LinkExtras,
): readonly LinkEntry[] => [
  ...(fingerprint === null ? [] : [[FINGERPRINT_KEY, fingerprintText(fingerprint)] as const]),
  ...(answer === null ? [] : [[ANSWER_KEY, answer] as const]),
  ...(sentence === null ? [] : [[sentenceField.linkKey, escapedForLink(sentence)] as const]),
  ...(place === null || isDefaultPlace(place) ? [] : [[PLACE_KEY, placeText(place)] as const]),
];

const isDefaultPlace = ({ tab, step }: LinkedTab): boolean => tab === 'play' && step === null;

const placeText = ({ tab, step }: LinkedTab): string =>
  step === null ? tab : tab + SETTING_SYNTAX.assignment + String(step);

export const extrasIn = (
  unread: UnreadEntries,
  report: ReportProblem,
): { readonly fingerprint: Fingerprint | null; readonly sent: LinkExtras } => {
  const keys = [FINGERPRINT_KEY, ANSWER_KEY, sentenceField.linkKey, PLACE_KEY];
  const [fingerprint, answer, said, place] = keys.map((key) => unread.take(key));
  return {
    fingerprint: fingerprintFromLink(fingerprint, report),
    sent: {
      answer: answerFromLink(answer, report),
      sentence: said === undefined ? null : sentenceField.read(unescapedFromLink(said), report) || null,
      place: placeFromLink(place, report),
    },
  };
};

const fingerprintFromLink = (written: string | undefined, report: ReportProblem): Fingerprint | null => {
  if (written === undefined) return null;
  const fingerprint = readFingerprint(written);
  if (fingerprint === null) report(words.fingerprint(shownValue(written)));
  return fingerprint;
};

const answerFromLink = (written: string | undefined, report: ReportProblem): string | null => {
  if (written === undefined) return null;
  if (/^[A-Za-z0-9_-]+$/.test(written)) return written;
  report(words.answer);
  return null;
};

const placeFromLink = (written: string | undefined, report: ReportProblem): LinkedTab | null => {
  if (written === undefined) return null;
  const [, name, step = null] = /^([a-z]+)(?::(0|[1-9]\d{0,6}))?$/.exec(written) ?? [];
  const tab = tabNamed(name ?? '');
  if (tab !== undefined) return { tab, step: step === null ? null : Number(step) };
  report(words.place(shownValue(written), tabs.join(', ')));
  return null;
};

export const LESSON_KEY = 'lesson';

// Most letters of a lesson; every valid one is shorter.
const MAX_LESSON_LETTERS = 40_000;

const LESSON_PARAMETER_PATTERN = new RegExp(`&${LESSON_KEY}=[^&]*`);

export const lessonFromLink = (written: string | undefined, report: ReportProblem): string | null => {
  if (written === undefined) return null;
  if (/^[A-Za-z0-9_-]+$/.test(written) && written.length <= MAX_LESSON_LETTERS) return written;
  report(words.lesson);
  return null;
};

/** Accepts links of any release; null removes the lesson. */
export const withLesson = (link: string, letters: string | null): string => {
  const without = link.replace(LESSON_PARAMETER_PATTERN, '');
  return letters === null ? without : `${without}&${LESSON_KEY}=${letters}`;
};
