/**
 * A finished run in the few thousand letters of a link: the losses of its verdict, with as many digits as the verdict needs to be printed
 * as it is, some points of the curves, and gates at some moments. Nothing is made up: numbers without room are left out, and a reader
 * does not know them. Knows no page.
 *
 * The first letter is the version of this form, then come a digest of experiment, fingerprint and numbers, and the numbers as bits.
 * The digest finds out a result that was cut, changed, or put beside another experiment; it keeps no secret, so that whoever knows this
 * file can write one that fits.
 */
import { type Fingerprint, fingerprintText } from '../../analysis/fingerprint.ts';
import { HASH_LENGTH, shortHash } from '../../core/base64.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { linkOf } from '../../experiment/link/link.ts';
import { type BackendName, backendNames, type RanOn } from '../../analysis/produced/backend.ts';
import type { StartedRun } from '../run.ts';
import { summaryOf } from '../summary.ts';
import { type AnswerShape, answerShapeOf } from './answerShape.ts';
import { type AnswerDetail, codedRun, type WrittenRun } from './codedRun.ts';
import { createBitReader, createBitWriter, TextTooLong, UnreadableText } from './coder.ts';
import { printedSummary } from './printed.ts';

// Letter A: networks that share nothing had a step for each task.
const VERSION = 'B';

const everything: AnswerDetail = {
  numPoints: 15,
  curveBits: 8,
  hasValidation: true,
  hasTrain: true,
  numMoments: 15,
  gateBits: 8,
  isMean: false,
  hasHealth: true,
};

/**
 * Details for less and less room, from everything down to the verdict alone: first fewer points and moments, then
 * test rows alone, then fewer digits, then the mean of gates in place of every repetition, then no gates.
 */
const details: readonly AnswerDetail[] = lessAndLess([
  {},
  { numPoints: 12, numMoments: 6, hasHealth: false },
  { numPoints: 10, numMoments: 4 },
  { numPoints: 8, numMoments: 3, hasTrain: false },
  { hasValidation: false },
  { curveBits: 7, numMoments: 2 },
  { gateBits: 7 },
  { numPoints: 6, curveBits: 6, gateBits: 6 },
  { numPoints: 8, isMean: true, gateBits: 8, numMoments: 3 },
  { numPoints: 6, gateBits: 7, numMoments: 2 },
  { numPoints: 5, curveBits: 5, gateBits: 6 },
  { numPoints: 4 },
  { numPoints: 3, gateBits: 5 },
  { numPoints: 2 },
  { numPoints: 1, curveBits: 4, numMoments: 1 },
  { numPoints: 2, numMoments: 0 },
  { numPoints: 1 },
  { numPoints: 0 },
]);

function lessAndLess(changes: readonly Partial<AnswerDetail>[]): readonly AnswerDetail[] {
  let detail = everything;
  return changes.map((less) => {
    detail = { ...detail, ...less };
    return detail;
  });
}

const verdictAlone: AnswerDetail = details.at(-1) ?? everything;

/** Bits of each number of the verdict that are tried: the fewest with which it is printed as it is. */
const fewestBits = 10;
const mostBits = 28;

/** A finished run to be sent. */
export interface SentRun extends WrittenRun {
  readonly experiment: Experiment;
  readonly fingerprint: Fingerprint;
}

/** The text of at most `maxLength` letters; null where the verdict alone has no room, or is none yet. */
export function linkAnswerOf(sent: SentRun, maxLength: number): string | null {
  const { experiment, fingerprint, run } = sent;
  const shape = answerShapeOf(experiment);
  const ranOn = ranOnOf(fingerprint);
  const verdictBits = ranOn && bitsOfVerdict(sent, shape);
  if (ranOn === null || verdictBits === null) return null;
  const written = { run, keptStep: sent.keptStep };
  const maxLetters = maxLength - VERSION.length - HASH_LENGTH;
  for (const detail of details) {
    const numbers = lettersOf(shape, ranOn, { detail, verdictBits, written }, maxLetters);
    if (numbers !== null) return VERSION + digestOf(experiment, fingerprint, numbers) + numbers;
  }
  return null;
}

/** Null where there are more of them. */
function lettersOf(
  shape: AnswerShape,
  ranOn: RanOn,
  given: Parameters<typeof codedRun>[3],
  maxLetters: number,
): string | null {
  const coder = createBitWriter(maxLetters);
  try {
    codedRun(coder, shape, ranOn, given);
    return coder.text();
  } catch (error) {
    if (error instanceof TextTooLong) return null;
    throw error;
  }
}

/** Null: no number of bits will do, or there is no verdict to carry. */
function bitsOfVerdict({ experiment, run, fingerprint }: SentRun, shape: AnswerShape): number | null {
  const summary = summaryOf(experiment, run);
  const ranOn = ranOnOf(fingerprint);
  if (summary === null || summary.isProvisional || ranOn === null) return null;
  const printed = printedSummary(summary);
  for (let verdictBits = fewestBits; verdictBits <= mostBits; verdictBits++) {
    const written = { run, keptStep: null };
    const read = codedRun(createBitWriter(), shape, ranOn, { detail: verdictAlone, verdictBits, written });
    const again = summaryOf(experiment, read);
    if (again !== null && printedSummary(again) === printed) return verdictBits;
  }
  return null;
}

const FORM = new RegExp(`^${VERSION}([A-Za-z0-9_-]{${HASH_LENGTH}})([A-Za-z0-9_-]*)$`);

/** The run that `linkAnswerOf` wrote for this experiment and fingerprint; null for anything else. Never throws. */
export function runOfLinkAnswer(
  written: string,
  experiment: Experiment,
  fingerprint: Fingerprint,
): StartedRun | null {
  const [, digest, numbers] = FORM.exec(written) ?? [];
  const ranOn = ranOnOf(fingerprint);
  if (numbers === undefined || ranOn === null || digest !== digestOf(experiment, fingerprint, numbers))
    return null;
  const coder = createBitReader(numbers);
  try {
    const given = { detail: verdictAlone, verdictBits: 0, written: null };
    const run = codedRun(coder, answerShapeOf(experiment), ranOn, given);
    return coder.text() === '' ? run : null;
  } catch (error) {
    if (error instanceof UnreadableText) return null;
    throw error;
  }
}

/** Null where a fingerprint names no backend, as none of a page does. */
function ranOnOf({ backend, build }: Fingerprint): RanOn | null {
  const isBackend = (name: string): name is BackendName => backendNames.some((one) => one === name);
  return isBackend(backend) ? { backend, build } : null;
}

/** Equal for experiments that have the same result: names, colours and the backend do not count. */
const digestOf = (experiment: Experiment, fingerprint: Fingerprint, numbers: string): string =>
  shortHash([linkOf(withoutNames(experiment)), fingerprintText(fingerprint), numbers].join(' '));

const withoutNames = (experiment: Experiment): Experiment => ({
  ...experiment,
  tasks: experiment.tasks.map((task) => ({ ...task, name: '-' })),
  cards: experiment.cards.map((card) => ({ ...card, name: '-', color: 0 })),
  training: { ...experiment.training, backend: 'auto' },
});
