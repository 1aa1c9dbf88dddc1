/** Recovery of an experiment from damaged JSON; a value is taken whole or reported as lost. */
import { shownValue } from '../core/schema/shownValue.ts';
import { text } from '../text/text.ts';
import { type ExperimentReading, PARTS, readExperimentFile, withoutOverflow } from './read.ts';

const words = text.damaged;

/** Null where nothing is left. Never throws. */
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

/** `isLeft`: some value in it could be read. */
function partIn(written: string, name: string) {
  const found = new RegExp(`"${name}"\\s*:\\s*(?=[{[])`).exec(written);
  if (found === null) return { value: undefined, isLeft: false, problems: [] };
  const reader = new PartReader(written, found.index + found[0].length, name);
  const value = reader.value(name, 0);
  return { value, isLeft: reader.numTaken > 0, problems: reader.problems };
}

// Matches JSON strings itself: a parser that throws at each of 500,000 values would block the page for
// seconds.
const TEXT = /"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\p{Cc}]*)*"/u.source;
// Requires a delimiter after the value, since a number that is cut off would read as another one.
const SCALAR = new RegExp(
  String.raw`(?:${TEXT}|-?(?:0|[1-9]\d*)(?:[.]\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,\]}])`,
  'uy',
);
const KEY = new RegExp(String.raw`${TEXT}(?=\s*:)`, 'uy');
const COLON = /\s*:\s*/y;
const SPACE = /\s*/y;
const UP_TO_A_SIGN = /[^,\]}]*/y;

// An experiment nests half as deep.
const MAX_DEPTH = 12;
const MAX_LOST = 100;

class PartReader {
  readonly problems: string[] = [];
  numTaken = 0;
  readonly #written: string;
  #at: number;
  /** Path of the last value read. */
  #last: string;
  #isCutOff = false;

  constructor(written: string, start: number, name: string) {
    this.#written = written;
    this.#at = start;
    this.#last = name;
  }

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

  // Lost entries become null, so that the others keep their indices; an entry that is cut off is dropped, as
  // it would pass for another.
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

  #cutOff(): void {
    if (!this.#isCutOff) this.problems.push(words.cutOff(this.#last));
    this.#isCutOff = true;
  }
}
