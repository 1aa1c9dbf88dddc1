/**
 * Reads what is left of a file that is no JSON any more: cut off, or overwritten in places. Every part of the experiment is looked
 * for by its name and read value by value. Nothing is guessed: a value is taken whole, or named as lost.
 */
import { shownValue } from '../core/schema/shownValue.ts';
import { text } from '../text/text.ts';
import { type ExperimentReading, PARTS, readExperimentFile, withoutOverflow } from './read.ts';

const words = text.damaged;

/** Null where nothing of any part is left; else with a sentence for everything that is lost. Never throws. */
export function readDamagedFile(written: string): ExperimentReading | null {
  const parts = PARTS.map((name) => ({ name, ...partIn(written, name) }));
  const left = parts.filter(({ isLeft }) => isLeft);
  if (left.length === 0) return null;
  const version = /"version"\s*:\s*(\d{1,6})\b/.exec(written)?.[1];
  const reading = readExperimentFile({
    ...(version === undefined ? {} : { version: Number(version) }),
    ...Object.fromEntries(left.map(({ name, value }) => [name, value])),
  });
  if (reading === null) return null;
  const lost = parts.flatMap(({ name, isLeft, problems }) => (isLeft ? problems : [words.missing(name)]));
  return { ...reading, problems: withoutOverflow([words.file, ...lost, ...reading.problems]) };
}

/** The first value of that name that is an object or a list; `isLeft`: any value in it could be taken. */
function partIn(written: string, name: string) {
  const found = new RegExp(`"${name}"\\s*:\\s*(?=[{[])`).exec(written);
  if (found === null) return { value: undefined, isLeft: false, problems: [] };
  const reader = new PartReader(written, found.index + found[0].length, name);
  const value = reader.value(name, 0);
  return { value, isLeft: reader.numTaken > 0, problems: reader.problems };
}

/** JSON alone: a parser that throws at each of 500,000 values would hold the page up for seconds. */
const TEXT = /"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\p{Cc}]*)*"/u.source;
/** Followed by what ends it: of a number that is cut off nobody knows the rest. */
const SCALAR = new RegExp(
  String.raw`(?:${TEXT}|-?(?:0|[1-9]\d*)(?:[.]\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,\]}])`,
  'uy',
);
const KEY = new RegExp(String.raw`${TEXT}(?=\s*:)`, 'uy');
const COLON = /\s*:\s*/y;
const SPACE = /\s*/y;
const UP_TO_A_SIGN = /[^,\]}]*/y;

/** Lists in lists; an experiment has half as many. */
const MAX_DEPTH = 12;
/** Losses that are named. */
const MAX_LOST = 100;

/** Goes through the text of one part, over whatever makes no sense. */
class PartReader {
  readonly problems: string[] = [];
  /** Numbers, texts and answers. */
  numTaken = 0;
  readonly #written: string;
  #at: number;
  /** Where the last value was taken. */
  #last: string;
  #isCutOff = false;

  constructor(written: string, start: number, name: string) {
    this.#written = written;
    this.#at = start;
    this.#last = name;
  }

  /** Reads the value that begins here; undefined: it cannot be read. */
  value(path: string, depth: number): unknown {
    const sign = this.#written[this.#at];
    if ((sign === '{' || sign === '[') && depth < MAX_DEPTH) {
      this.#at += 1;
      return sign === '[' ? this.#list(path, depth) : this.#record(path, depth);
    }
    const found = this.#match(SCALAR);
    if (found === null) return this.#lose(words.unreadable, path);
    this.#last = path;
    this.numTaken += 1;
    return JSON.parse(found);
  }

  /** Lost entries are null, so that the others keep their places; one that is cut off would pass for another. */
  #list(path: string, depth: number): readonly unknown[] {
    const entries: unknown[] = [];
    while (this.#hasMore()) {
      const entry = this.value(`${path} ${entries.length + 1}`, depth + 1);
      if (!this.#isCutOff) entries.push(entry ?? null);
    }
    return entries;
  }

  #record(path: string, depth: number): Readonly<Record<string, unknown>> {
    const entries = new Map<string, unknown>();
    while (this.#hasMore()) {
      const found = this.#match(KEY);
      if (found === null) this.#lose(words.unreadableAfter, this.#last);
      else {
        const key = JSON.parse(found);
        this.#match(COLON);
        const value = this.value(`${path}, ${shownValue(key)}`, depth + 1);
        if (value !== undefined && !this.#isCutOff) entries.set(key, value);
      }
    }
    return Object.fromEntries(entries);
  }

  /** Goes to the next entry of a list or record; false: it ends here, or the text does. */
  #hasMore(): boolean {
    for (;;) {
      this.#match(SPACE);
      const sign = this.#written[this.#at];
      if (sign === undefined) {
        this.#cutOff();
        return false;
      }
      if (sign !== ',' && sign !== '}' && sign !== ']') return true;
      this.#at += 1;
      if (sign !== ',') return false;
    }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#written)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #lose(said: (place: string) => string, place: string): undefined {
    this.#match(UP_TO_A_SIGN);
    if (this.#at === this.#written.length) this.#cutOff();
    else if (this.problems.length < MAX_LOST) this.problems.push(said(place));
    return undefined;
  }

  /** Notes that whatever was begun here has no end. */
  #cutOff(): void {
    if (!this.#isCutOff) this.problems.push(words.cutOff(this.#last));
    this.#isCutOff = true;
  }
}
