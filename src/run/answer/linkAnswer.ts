/**
 * Codes a finished run in a few thousand link letters, with as many digits as print the verdict unchanged.
 * Format: version letter; digest of experiment, fingerprint and numbers; numbers as bits. The digest detects
 * damage, not forgery.
 */
import { type Fingerprint, fingerprintText } from '../../analysis/fingerprint.ts';
import { type BackendName, backendNames, type RanOn } from '../../analysis/produced/backend.ts';
import { HASH_LENGTH, shortHash } from '../../core/base64.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { linkOf } from '../../experiment/link/link.ts';
import type { StartedRun } from '../run.ts';
import { summaryOf } from '../summary.ts';
import { type AnswerShape, answerShapeOf } from './answerShape.ts';
import { type AnswerDetail, codedRun, type WrittenRun } from './codedRun.ts';
import { createBitReader, createBitWriter, TextTooLong, UnreadableText } from './coder.ts';
import { printedSummary } from './printed.ts';

// In version A, networks that share nothing had a step per task.
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

// From everything to the verdict alone: fewer points and moments, test rows only, fewer digits, mean gates, no
// gates.
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

// Range tried; the fewest bits that print the verdict unchanged are used.
const fewestBits = 10;
const mostBits = 28;

export interface SentRun extends WrittenRun {
  readonly experiment: Experiment;
  readonly fingerprint: Fingerprint;
}

/** Null if the verdict alone does not fit, or there is none. */
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

/** Null if longer than `maxLetters`. */
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

/** Null if no number of bits suffices, or there is no verdict. */
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

/** Null unless written for this experiment and fingerprint. Never throws. */
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

function ranOnOf({ backend, build }: Fingerprint): RanOn | null {
  const isBackend = (name: string): name is BackendName => backendNames.some((one) => one === name);
  return isBackend(backend) ? { backend, build } : null;
}

/** Ignores names, colours and the backend, which do not affect results. */
const digestOf = (experiment: Experiment, fingerprint: Fingerprint, numbers: string): string =>
  shortHash([linkOf(withoutNames(experiment)), fingerprintText(fingerprint), numbers].join(' '));

const withoutNames = (experiment: Experiment): Experiment => ({
  ...experiment,
  tasks: experiment.tasks.map((task) => ({ ...task, name: '-' })),
  cards: experiment.cards.map((card) => ({ ...card, name: '-', color: 0 })),
  training: { ...experiment.training, backend: 'auto' },
});
