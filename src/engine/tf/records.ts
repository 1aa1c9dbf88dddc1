/** Records of tensors as flat lists and back, for what takes only lists: a step that is recorded, a readback. */
import { concat, reshape, type Tensor, tidy } from './tf.ts';

/** A tensor, or lists and records of them. */
export type TensorRecord = Tensor | readonly TensorRecord[] | { readonly [name: string]: TensorRecord };

/** The same lists and records with `V` in place of every tensor. */
export type RecordOf<T, V> = T extends Tensor ? V : { readonly [K in keyof T]: RecordOf<T[K], V> };

/** Every tensor, those of a record in the order of its sorted names, whatever order they were written in. */
export function flattened(record: TensorRecord): Tensor[] {
  return isTensor(record) ? [record] : partsOf(record).flatMap(([, part]) => flattened(part));
}

/** Inverse of `flattened`: the lists and records of `like` with one of `values` in place of every tensor. */
export function recordOf<T, V>(like: T & TensorRecord, values: readonly V[]): RecordOf<T, V> {
  const rest = values.values();
  const filled = (record: TensorRecord): unknown => {
    if (isTensor(record)) return rest.next().value;
    const parts = partsOf(record).map(([name, part]) => [name, filled(part)] as const);
    return Array.isArray(record) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
  };
  return filled(like) as RecordOf<T, V>;
}

/**
 * Values of every tensor in what `compute` returns, read from the device as one tensor: a GPU readback costs milliseconds
 * however small it is. Everything computed is freed; `compute` runs inside `tidy`, so tensors that live elsewhere may be
 * returned too.
 */
export async function readTogether<T>(compute: () => T & TensorRecord): Promise<RecordOf<T, Float32Array>> {
  const computed: (T & TensorRecord)[] = [];
  const flat = tidy(() => {
    const record = compute();
    computed.push(record);
    // A copy even of a single tensor, so that disposing it frees nothing of the caller's.
    return concat(flattened(record).map((tensor) => reshape(tensor, [-1])));
  });
  // A device that is lost meanwhile answers with an error.
  const values = await flat.data().finally(() => flat.dispose());
  const [record] = computed;
  if (record === undefined) throw new Error('Nothing was computed.');
  let offset = 0;
  const parts = flattened(record).map(({ size }) => {
    offset += size;
    return Float32Array.from(values.subarray(offset - size, offset));
  });
  return recordOf(record, parts);
}

function partsOf(record: Exclude<TensorRecord, Tensor>): readonly (readonly [string, TensorRecord])[] {
  const parts = Object.entries<TensorRecord>(record);
  return Array.isArray(record) ? parts : parts.sort(([a], [b]) => (a < b ? -1 : 1));
}

function isTensor(record: TensorRecord): record is Tensor {
  return 'dataId' in record;
}
