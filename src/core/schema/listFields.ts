/** Fields that hold counts per task and widths of layers. */
import { text } from '../../text/text.ts';
import { type Field, type FieldSpec, fieldOfKind, type Wordless } from './field.ts';
import { limits } from './limits.ts';
import { clampInteger, isFiniteNumber } from './numberFields.ts';
import { listFromText, listsFromText, listsToText, listToText } from './numberText.ts';

/** One count for every task, or one per task (at least two of them). */
export type PerTask = number | readonly number[];
/** Widths of the layers of one MLP. */
export type Dims = readonly number[];
/** Widths of the layers of each fusion level. */
export type LevelDims = readonly Dims[];

/** Tests if a value has a form, whatever its numbers are. */
type Check<V> = (value: unknown) => value is V;

const listOf =
  <V>(isItem: Check<V>, maxLength: number): Check<readonly V[]> =>
  (value): value is readonly V[] =>
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= maxLength &&
    // A hole of a list counts as an item.
    Array.from<unknown>(value).every(isItem);

const isDims = listOf(isFiniteNumber, limits.layers);
const isLevelDims = listOf(isDims, limits.levels);
const isCounts = listOf(isFiniteNumber, limits.tasks);
const isPerTask = (value: unknown): value is PerTask => isFiniteNumber(value) || isCounts(value);

const nearestWidths = (dims: Dims): Dims => dims.map((width) => clampInteger(width, 1, limits.width));

interface ListKind<V> extends Pick<Field<V>, 'toText' | 'fromText'> {
  readonly kind: 'perTask' | 'dims' | 'sizes' | 'levelDims';
  /** Refuses whatever has the wrong form or length; numbers in it may still be out of range. */
  readonly isOfForm: Check<V>;
  readonly nearest: (value: V) => V;
  readonly expected: string;
}

const listField = <V>(
  spec: FieldSpec<V>,
  { kind, isOfForm, nearest, expected, toText, fromText }: ListKind<V>,
): Wordless<Field<V>> =>
  fieldOfKind(kind, spec, {
    read: (value, instead) => {
      if (!isOfForm(value)) return instead(spec.defaultValue, expected);
      const used = nearest(value);
      return toText(used) === toText(value) ? used : instead(used, expected);
    },
    toText,
    fromText,
  });

/** The description of a count per task; limits are inclusive and hold for every task. */
interface PerTaskSpec extends FieldSpec<PerTask> {
  readonly min: number;
  readonly max: number;
}

const perTaskToText = (value: PerTask): string =>
  typeof value === 'number' ? String(value) : listToText(value);

/** A list of one means the same as its number, so it is read as that. */
const perTaskFromText = (written: string): unknown => {
  const list = listFromText(written);
  return Array.isArray(list) && list.length === 1 ? list[0] : list;
};

/** `2` for every task, or `2-1-3` task by task. Whether the list fits the number of tasks is for its reader to say. */
export const perTaskField = (spec: PerTaskSpec): Wordless<Field<PerTask>> => {
  const { min, max } = spec;
  const nearestCount = (count: number) => clampInteger(count, min, max);
  const nearest = (value: PerTask): PerTask => {
    if (typeof value === 'number') return nearestCount(value);
    const [first, ...others] = value.map(nearestCount);
    return first !== undefined && others.length === 0 ? first : value.map(nearestCount);
  };
  return listField<PerTask>(spec, {
    kind: 'perTask',
    isOfForm: isPerTask,
    nearest,
    expected: text.schema.perTask(min, max, limits.tasks),
    toText: perTaskToText,
    fromText: perTaskFromText,
  });
};

/** Widths of the layers of one MLP, `64-32` in links. */
export const dimsField = (spec: FieldSpec<Dims>): Wordless<Field<Dims>> =>
  listField<Dims>(spec, {
    kind: 'dims',
    isOfForm: isDims,
    nearest: nearestWidths,
    expected: text.schema.dims(limits.layers, limits.width),
    toText: listToText,
    fromText: listFromText,
  });

/** The description of a list of sizes; limits are inclusive. */
interface SizesSpec extends FieldSpec<readonly number[]> {
  readonly max: number;
  readonly maxLength: number;
}

/** Sizes of which there may be none, `501-40` in links. */
export const sizesField = ({ max, maxLength, ...spec }: SizesSpec): Wordless<Field<readonly number[]>> => {
  const isSizes = listOf(isFiniteNumber, maxLength);
  const isOfForm = (value: unknown): value is readonly number[] =>
    isSizes(value) || (Array.isArray(value) && value.length === 0);
  return listField<readonly number[]>(spec, {
    kind: 'sizes',
    isOfForm,
    nearest: (sizes) => sizes.map((size) => clampInteger(size, 1, max)),
    expected: text.schema.sizes(max, maxLength),
    toText: listToText,
    fromText: (written) => (written === '' ? [] : listFromText(written)),
  });
};

/** Widths of the layers of every fusion level, `64-32_16` in links. */
export const levelDimsField = (spec: FieldSpec<LevelDims>): Wordless<Field<LevelDims>> =>
  listField<LevelDims>(spec, {
    kind: 'levelDims',
    isOfForm: isLevelDims,
    nearest: (levels) => levels.map(nearestWidths),
    expected: text.schema.levelDims(limits.levels, limits.layers, limits.width),
    toText: listsToText,
    fromText: listsFromText,
  });
