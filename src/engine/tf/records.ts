/** Converts records of tensors to flat lists and back, for step capture and readback. */
import { concat, reshape, type Tensor, tidy } from './tf.ts';

export type TensorRecord =
  | Tensor
  | null
  | readonly TensorRecord[]
  | { readonly [name: string]: TensorRecord };

export type RecordOf<T, V> = T extends Tensor ? V : { readonly [K in keyof T]: RecordOf<T[K], V> };

export function tensorsOfRecord(record: TensorRecord): Tensor[] {
  return isTensor(record) ? [record] : entriesOfRecord(record).flatMap(([, part]) => tensorsOfRecord(part));
}

export function recordOf<T, V>(like: T & TensorRecord, values: readonly V[]): RecordOf<T, V> {
  const rest = values.values();
  const filled = (record: TensorRecord): unknown => {
    if (record === null) return null;
    if (isTensor(record)) return rest.next().value;
    const parts = entriesOfRecord(record).map(([name, part]) => [name, filled(part)] as const);
    return Array.isArray(record) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
  };
  return filled(like) as RecordOf<T, V>;
}

/** Reads all tensors in one readback, since each costs milliseconds on a GPU. */
export async function readInOneTransfer<T>(
  compute: () => T & TensorRecord,
): Promise<RecordOf<T, Float32Array>> {
  const computed: (T & TensorRecord)[] = [];
  const flat = tidy(() => {
    const record = compute();
    computed.push(record);
    // Copies even a single tensor: disposing the copy must not free the caller's.
    return concat(tensorsOfRecord(record).map((tensor) => reshape(tensor, [-1])));
  });
  // Rejects if the device is lost meanwhile.
  const values = await flat.data().finally(() => flat.dispose());
  const [record] = computed;
  if (record === undefined) throw new Error('Nothing was computed.');
  let offset = 0;
  const parts = tensorsOfRecord(record).map(({ size }) => {
    offset += size;
    return Float32Array.from(values.subarray(offset - size, offset));
  });
  return recordOf(record, parts);
}

function entriesOfRecord(
  record: Exclude<TensorRecord, Tensor>,
): readonly (readonly [string, TensorRecord])[] {
  const parts = Object.entries<TensorRecord>(record ?? {});
  return Array.isArray(record) ? parts : parts.sort(([a], [b]) => (a < b ? -1 : 1));
}

function isTensor(record: TensorRecord): record is Tensor {
  return record !== null && 'dataId' in record;
}
