/** Takes an untrusted saved run apart value by value, and compares sizes before allocating memory. */
import { bytesOfBase64 } from '../core/base64.ts';
import { UserError } from '../core/errors.ts';
import { isRecord, ownOf } from '../core/schema/readFields.ts';
import { shownValue } from '../core/schema/shownValue.ts';
import { text } from '../text/text.ts';
import { type PackedRows, unpackFloats, unpackRows } from './packing.ts';

const words = text.savedRuns;

/** Value in a saved run. All methods throw a UserError that names its place. */
export class SavedPart {
  readonly #value: unknown;
  readonly #place: string;

  constructor(value: unknown, place: string) {
    this.#value = value;
    this.#place = place;
  }

  get isThere(): boolean {
    return this.#value !== undefined;
  }

  get isNull(): boolean {
    return this.#value === null;
  }

  at(key: string): SavedPart {
    if (!isRecord(this.#value)) throw this.refused(words.record);
    return new SavedPart(ownOf(this.#value, key), `${this.#place}, ${key}`);
  }

  named(name: string): SavedPart {
    return new SavedPart(this.#value, `${this.#place} ${name}`);
  }

  /** Entries, at most `most`. */
  list(most: number): readonly SavedPart[] {
    const given = this.#value;
    if (!Array.isArray(given) || given.length > most) throw this.refused(words.listUpTo(most));
    return given.map((entry: unknown, index) => new SavedPart(entry, `${this.#place} ${index + 1}`));
  }

  /** Entries, exactly `count`. */
  listOf(count: number): readonly SavedPart[] {
    const entries = this.list(count);
    if (entries.length < count) throw this.refused(words.list(count));
    return entries;
  }

  text(maxLength: number): string {
    if (typeof this.#value === 'string' && this.#value.length <= maxLength) return this.#value;
    throw this.refused(words.text(maxLength));
  }

  isTrue(): boolean {
    if (typeof this.#value === 'boolean') return this.#value;
    throw this.refused(words.oneOf(['true', 'false']));
  }

  oneOf<C extends string>(choices: readonly C[]): C {
    const found = choices.find((choice) => choice === this.#value);
    if (found === undefined) throw this.refused(words.oneOf(choices));
    return found;
  }

  number(low: number, high: number): number {
    const given = this.#value;
    if (typeof given === 'number' && given >= low && given <= high) return given;
    throw this.refused(words.number(low, high));
  }

  whole(low: number, high: number): number {
    const given = this.number(low, high);
    if (!Number.isInteger(given)) throw this.refused(words.whole(low, high));
    return given;
  }

  /** Rows of `packFloats`: `numRows` of `length`, all NaN for an empty text. */
  floats(numRows: number, length: number): readonly (readonly number[])[] {
    const count = numRows * length;
    if (this.#value === '') return Array.from({ length: numRows }, () => new Array(length).fill(Number.NaN));
    this.#bytes(4 * count, words.numbers(count));
    return unpackFloats(this.text(base64Length(4 * count)), numRows);
  }

  /** Numbers per row of `packFloats`; 0 for an empty text. */
  floatsPerRow(numRows: number, most: number): number {
    const written = this.text(base64Length(4 * numRows * most));
    const perRow = Math.floor((written.length * 3) / 16 / Math.max(1, numRows));
    return written === '' ? 0 : perRow;
  }

  /** Rows of `packRows`: `numRows` of `length`. */
  rows(numRows: number, length: number): readonly Float32Array[] {
    this.at('length').whole(length, length);
    const numBytes = this.at('numBytes').whole(0, 2) as PackedRows['numBytes'];
    const low = this.at('low').number(-Number.MAX_VALUE, Number.MAX_VALUE);
    const high = this.at('high').number(low, Number.MAX_VALUE);
    const holes = this.at('hasHoles');
    const hasHoles = holes.isThere && holes.isTrue();
    const data = this.at('data');
    const once = numBytes * length;
    const isOnce = typeof data.#value === 'string' && data.#value.length <= base64Length(once);
    if (numBytes === 0) data.text(0);
    else data.#bytes(isOnce ? once : once * numRows, words.numbers(isOnce ? length : length * numRows));
    const packed = { low, high, numBytes, length, data: data.text(base64Length(once * numRows)) };
    return unpackRows({ ...packed, ...(hasHoles && { hasHoles }) }, numRows);
  }

  // Checks the length before allocating memory.
  #bytes(numBytes: number, wanted: string): void {
    const given = this.#value;
    const isLong = typeof given === 'string' && given.length === base64Length(numBytes);
    if (!isLong || bytesIn(given) !== numBytes) throw this.refused(wanted);
  }

  refused(wanted: string): UserError {
    return new UserError(words.refused(this.#place, shownValue(this.#value), wanted));
  }
}

const base64Length = (numBytes: number): number => 4 * Math.ceil(numBytes / 3);

/** Null for invalid base 64. */
function bytesIn(written: string): number | null {
  try {
    return bytesOfBase64(written).length;
  } catch {
    return null;
  }
}
