/** Reads many tensors from the device as one: a GPU readback costs milliseconds however small it is. */
import { flattened, type RecordOf, recordOf, type TensorRecord } from '../tf/records.ts';
import { concat, reshape, tidy } from '../tf/tf.ts';

/**
 * Values of every tensor in what `compute` returns. Everything computed is freed; `compute` runs inside `tidy`, so tensors
 * that live elsewhere may be returned too.
 */
export async function readTogether<T>(compute: () => T & TensorRecord): Promise<RecordOf<T, Float32Array>> {
  const computed: (T & TensorRecord)[] = [];
  const flat = tidy(() => {
    const record = compute();
    computed.push(record);
    // A copy even of a single tensor, so that disposing it frees nothing of the caller's.
    return concat(flattened(record).map((tensor) => reshape(tensor, [-1])));
  });
  const values = await flat.data();
  flat.dispose();
  const [record] = computed;
  if (record === undefined) throw new Error('Nothing was computed.');
  let offset = 0;
  const parts = flattened(record).map(({ size }) => {
    offset += size;
    return Float32Array.from(values.subarray(offset - size, offset));
  });
  return recordOf(record, parts);
}
