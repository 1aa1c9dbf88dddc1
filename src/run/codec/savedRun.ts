/** A finished run as text: JSON with its set-up, what it ran on, and its numbers. */
import { type BackendUsed, backendNames } from '../../analysis/produced/backend.ts';
import { bytesOfLetters, linkLettersOf, shortHash } from '../../core/base64.ts';
import { UserError } from '../../core/errors.ts';
import { ownPropertyOf } from '../../core/schema/readFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { linkOfAll, readLink } from '../../experiment/link/link.ts';
import { formatCount } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { StartedRun } from '../run.ts';
import { BitReader, BitWriter, UnreadableBits } from './bits.ts';
import { fileFormats, readRun, writeRun } from './runCodec.ts';

const words = text.savedRuns;

// Version 1 had a separate text for each list of numbers.
const VERSION = 2;

// Longest text that is read: several times the length of the largest histories.
const MAX_LENGTH = 30e6;

type SavedRunContent = ReturnType<typeof savedRunContentOf>;

const savedRunContentOf = (config: string, { backend, build }: BackendUsed, numbers: string) => ({
  version: VERSION,
  ...{ config, backend, build },
  /** Detects damage, not forgery. */
  check: shortHash([config, backend, build, numbers].join(' ')),
  numbers,
});

/** `run.experiment` is the user's, not that of `trainedExperimentOf`. */
export function savedRunText(run: StartedRun): string {
  const to = new BitWriter();
  writeRun(to, run, fileFormats);
  return `${JSON.stringify(savedRunContentOf(linkOfAll(run.experiment), run.ranOn, linkLettersOf(to.bytes)))}\n`;
}

/** Throws a UserError that says what is wrong. */
export const savedRunOf = (written: string): StartedRun => readSavedRun(jsonOf(written));

function jsonOf(written: string): unknown {
  try {
    if (written.length <= MAX_LENGTH) return JSON.parse(written);
  } catch {
    // An error is thrown below.
  }
  throw new UserError(words.notJson(formatCount(written.length)));
}

/** Takes anything. Throws a UserError that says what is wrong. */
export function readSavedRun(given: unknown): StartedRun {
  const version = ownPropertyOf(given, 'version');
  if (version !== VERSION) throw new UserError(words.otherVersion(shownValue(version), VERSION));
  const { config, numbers, ranOn } = checkedPartsOf(given);
  const { experiment, problems } = readLink(config);
  if (problems.length > 0) throw new UserError(words.setUp(problems));
  try {
    return readRun(new BitReader(bytesOfLetters(numbers)), experiment, ranOn, fileFormats);
  } catch (error) {
    if (error instanceof UnreadableBits) throw new UserError(words.numbers);
    throw error;
  }
}

/** Throws a UserError if the texts were changed after writing. */
function checkedPartsOf(given: unknown) {
  const textAt = (key: keyof SavedRunContent): string => {
    const value = ownPropertyOf(given, key);
    if (typeof value !== 'string') throw new UserError(words.damaged);
    return value;
  };
  const [config, numbers, build] = [textAt('config'), textAt('numbers'), textAt('build')];
  const backend = backendNames.find((name) => name === textAt('backend'));
  if (backend === undefined) throw new UserError(words.damaged);
  const ranOn = { backend, build };
  if (
    textAt('check') !== savedRunContentOf(config, ranOn, numbers).check ||
    !/^[\w-]*$/.test(numbers) ||
    numbers.length % 4 === 1
  )
    throw new UserError(words.damaged);
  return { config, numbers, ranOn };
}
