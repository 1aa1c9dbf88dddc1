/** Deals whole groups of rows, such as those of a user, by a hash of name and seed; keep `dealing.py` of exported programs the same. */
import { byCodeUnits } from '../../core/lists.ts';
import { exactNumberIn } from './columnBuilder.ts';
import { BLANK, type Column, categoriesOf } from './table.ts';

/** Numbers stand for all their spellings; null for all blank cells. */
export type GroupName = string | number | null;

export interface GroupCuts {
  /** Groups with a lower hash are test rows, except those listed below. */
  readonly testBelow: number;
  /** Other groups with a lower hash are validation rows. */
  readonly validationBelow: number;
  /** Groups that did not fit where their hash puts them. */
  readonly trainGroups: readonly GroupName[];
  readonly validationGroups: readonly GroupName[];
}

interface Group {
  readonly name: GroupName;
  readonly code: number;
  readonly number: number;
  readonly numRows: number;
}

export type Wanted = Readonly<Record<'validation' | 'test', number>>;

export type GroupDeal = ReturnType<typeof dealtGroups>;

export function dealtGroups(column: Column, seed: number, wanted: Wanted) {
  const groups = groupsOf(column, seed);
  const test = nearestTo(wanted.test, groups);
  const validation = nearestTo(
    wanted.validation,
    groups.filter((group) => !test.has(group)),
  );
  const testBelow = numberAfter(test);
  const validationBelow = Math.max(testBelow, numberAfter(validation));
  const below = (limit: number) => groups.filter((group) => group.number < limit && !test.has(group));
  const isValidation = (group: Group) => validation.has(group);
  const parts = new Map<number, keyof Wanted>();
  for (const { code } of test) parts.set(code, 'test');
  for (const { code } of validation) parts.set(code, 'validation');
  return {
    cuts: {
      testBelow,
      validationBelow,
      trainGroups: below(validationBelow)
        .filter((group) => !isValidation(group))
        .map(nameOf),
      validationGroups: below(testBelow).filter(isValidation).map(nameOf),
    } satisfies GroupCuts,
    partOf: (code: number) => parts.get(code) ?? 'train',
  };
}

const nameOf = ({ name }: Group): GroupName => name;

const numberAfter = (groups: ReadonlySet<Group>): number =>
  [...groups].reduce((after, { number }) => Math.max(after, number + 1), 0);

// A share of the part: without it, ever smaller groups would be searched for.
const TOLERANCE = 0.02;

/** Takes all groups in order that fit into `wanted`, and one more if that comes nearer. */
export function nearestTo<G extends Pick<Group, 'numRows'>>(
  wanted: number,
  groups: readonly G[],
): ReadonlySet<G> {
  const taken = new Set<G>();
  let missing = wanted;
  for (const group of groups) {
    if (missing < TOLERANCE * wanted) return taken;
    if (group.numRows > missing) continue;
    taken.add(group);
    missing -= group.numRows;
  }
  const distanceOf = ({ numRows }: G) => Math.abs(missing - numRows);
  const others = groups.filter((group) => !taken.has(group));
  const [first] = others;
  if (first === undefined) return taken;
  const nearest = others.reduce(
    (best, group) => (distanceOf(group) < distanceOf(best) ? group : best),
    first,
  );
  if (distanceOf(nearest) < missing) taken.add(nearest);
  return taken;
}

function groupsOf(column: Column, seed: number): readonly Group[] {
  const { categories, codes } = categoriesOf(column);
  const counts = new Map<number, number>();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? BLANK;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, numRows]) => {
      const name = groupName(categories[code]);
      return { name, code, number: numberOfGroup(name, seed), numRows };
    })
    .sort((a, b) => a.number - b.number || byCodeUnits(String(a.name), String(b.name)));
}

function groupName(category: string | undefined): GroupName {
  if (category === undefined) return null;
  const value = exactNumberIn(category);
  return Number.isNaN(value) ? category : value + 0;
}

/** FNV-1a of seed and name, then the finaliser of MurmurHash3; below 2^32. */
export function numberOfGroup(name: GroupName, seed: number): number {
  let hash = hashed(0x811c9dc5, bytesOfInteger(seed));
  hash = hashed(hash, typeof name === 'number' ? bytesOfNumber(name) : bytesOfText(name ?? ''));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function hashed(start: number, bytes: Iterable<number>): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

const bytesOfInteger = (value: number): Uint8Array =>
  Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);

/** Little-endian float64. */
function bytesOfNumber(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value, true);
  return new Uint8Array(bytes.buffer);
}

/** Little-endian UTF-16. */
function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    bytes[2 * place] = unit & 255;
    bytes[2 * place + 1] = unit >>> 8;
  }
  return bytes;
}
