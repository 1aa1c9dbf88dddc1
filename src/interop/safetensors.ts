/**
 * Reads the safetensors format: 8 bytes of header length (little-endian), a JSON header, raw tensors. Trusts nothing:
 * every range is checked against the file. Float32 only.
 */
import { sizeOf } from '../core/shape.ts';

export interface TensorEntry {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  /** The `__metadata__` strings, empty when there are none. */
  readonly metadata: ReadonlyMap<string, string>;
}

const maxHeaderBytes = 16 * 1024 * 1024;

/** Throws an `Error` that says what is wrong with the file. */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readHeader(file);
  const tensors = new Map<string, TensorEntry>();
  let metadata = new Map<string, string>();
  // Tensors may not share bytes: many of them on the same ones would need far more memory than the file has.
  let numBytesLeft = file.byteLength - dataStart;
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') metadata = readMetadata(entry);
    else {
      const tensor = readTensor(name, entry, file, dataStart);
      numBytesLeft -= tensor.values.byteLength;
      if (numBytesLeft < 0) throw new Error('The tensors have more bytes than the file: some overlap.');
      tensors.set(name, tensor);
    }
  }
  return { tensors, metadata };
}

function readHeader(file: Uint8Array): { header: object; dataStart: number } {
  if (file.byteLength < 8)
    throw new Error(`The file has ${file.byteLength} bytes; a safetensors file has at least 8.`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const numBytes = Number(view.getBigUint64(0, true));
  if (numBytes > maxHeaderBytes || 8 + numBytes > file.byteLength) {
    throw new Error(`The header claims ${numBytes} bytes; the file has ${file.byteLength}.`);
  }
  const header: unknown = JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, 8 + numBytes)),
  );
  if (typeof header !== 'object' || header === null) throw new Error('The header is not a JSON object.');
  return { header, dataStart: 8 + numBytes };
}

function readMetadata(entry: unknown): Map<string, string> {
  if (typeof entry !== 'object' || entry === null) throw new Error("'__metadata__' is not an object.");
  return new Map(Object.entries(entry).map(([key, value]) => [key, String(value)]));
}

function readTensor(name: string, entry: unknown, file: Uint8Array, dataStart: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (dtype !== 'F32') throw new Error(`The tensor '${name}' has type ${String(dtype)}; only F32 is read.`);
  if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
    throw new Error(`The tensor '${name}' has a malformed shape or range.`);
  }
  const [begin, end] = offsets as [number, number];
  const size = sizeOf(shape);
  if (end - begin !== size * 4 || dataStart + end > file.byteLength) {
    throw new Error(
      `The tensor '${name}' of shape [${shape.join(', ')}] does not fit bytes ${begin} to ${end} of the file.`,
    );
  }
  // Copied, because the range may be unaligned; not with slice, which copies nothing when `file` is a Node Buffer.
  const bytes = Uint8Array.from(file.subarray(dataStart + begin, dataStart + end));
  return { shape, values: new Float32Array(bytes.buffer, 0, size) };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
