/** Fields that hold counts per task, layer widths and sizes. */
import { text } from '../../text/text.ts';
import { type Field, type FieldMaker, type FieldSpec, fieldOfKind } from './field.ts';
import { limits } from './limits.ts';
import { clampInteger, isFiniteNumber } from './numberFields.ts';
import { listFromText, listsFromText, listsToText, listToText } from './numberText.ts';

/** One count for every task, or at least two, one per task. */
export type PerTask = number | readonly number[];
type Dims = readonly number[];
type LevelDims = readonly Dims[];

type TypeGuard<V> = (value: unknown) => value is V;

const isListOf =
  <V>(isItem: TypeGuard<V>, maxLength: number): TypeGuard<readonly V[]> =>
  (value): value is readonly V[] =>
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= maxLength &&
    // `Array.from` turns holes of a list into items, so that they are checked too.
    Array.from<unknown>(value).every(isItem);

const isWidthList = isListOf(isFiniteNumber, limits.layers);
const isLevelDims = isListOf(isWidthList, limits.levels);
const isCountList = isListOf(isFiniteNumber, limits.tasks);
const isPerTask = (value: unknown): value is PerTask => isFiniteNumber(value) || isCountList(value);

const nearestWidths = (dims: Dims): Dims => dims.map((width) => clampInteger(width, 1, limits.width));

interface ListKind<V> extends Pick<Field<V>, 'toText' | 'fromText'> {
  readonly kind: 'perTask' | 'dims' | 'sizes' | 'levelDims';
  /** Checks form and length; numbers may still be out of range. */
  readonly isOfForm: TypeGuard<V>;
  readonly nearest: (value: V) => V;
  readonly expected: string;
}

const listField = <V>(
  spec: FieldSpec<V>,
  { kind, isOfForm, nearest, expected, toText, fromText }: ListKind<V>,
): FieldMaker<Field<V>> =>
  fieldOfKind(kind, spec, {
    read: (value, instead) => {
      if (!isOfForm(value)) return instead(spec.defaultValue, expected);
      const used = nearest(value);
      return toText(used) === toText(value) ? used : instead(used, expected);
    },
    toText,
    fromText,
  });

interface PerTaskSpec extends FieldSpec<PerTask> {
  readonly min: number;
  readonly max: number;
}

const perTaskToText = (value: PerTask): string =>
  typeof value === 'number' ? String(value) : listToText(value);

// A list of one means the same as its number.
const perTaskFromText = (written: string): unknown => {
  const list = listFromText(written);
  return Array.isArray(list) && list.length === 1 ? list[0] : list;
};

/** Field written as `2` for every task, or `2-1-3`. */
export const perTaskField = (spec: PerTaskSpec): FieldMaker<Field<PerTask>> => {
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

/** Field written as `64-32`. */
export const dimsField = (spec: FieldSpec<Dims>): FieldMaker<Field<Dims>> =>
  listField<Dims>(spec, {
    kind: 'dims',
    isOfForm: isWidthList,
    nearest: nearestWidths,
    expected: text.schema.dims(limits.layers, limits.width),
    toText: listToText,
    fromText: listFromText,
  });

interface SizesSpec extends FieldSpec<readonly number[]> {
  readonly max: number;
  readonly maxLength: number;
}

/** Field written as `501-40`; may be empty. */
export const sizesField = ({ max, maxLength, ...spec }: SizesSpec): FieldMaker<Field<readonly number[]>> => {
  const isSizes = isListOf(isFiniteNumber, maxLength);
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

/** Field written as `64-32_16`. */
export const levelDimsField = (spec: FieldSpec<LevelDims>): FieldMaker<Field<LevelDims>> =>
  listField<LevelDims>(spec, {
    kind: 'levelDims',
    isOfForm: isLevelDims,
    nearest: (levels) => levels.map(nearestWidths),
    expected: text.schema.levelDims(limits.levels, limits.layers, limits.width),
    toText: listsToText,
    fromText: listsFromText,
  });
