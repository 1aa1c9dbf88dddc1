/** Reads and writes safetensors of float32, and checks every range that it reads. */
import { UserError } from '../core/errors.ts';
import { shownValue } from '../core/schema/shownValue.ts';
import { sizeOf } from '../core/shape.ts';
import { text } from '../text/text.ts';

const words = text.weights;

export interface TensorEntry {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: ReadonlyMap<string, string>;
}

// Several times those of the largest network: the page waits while a header is parsed.
const maxHeaderBytes = 4e6;
const maxTensors = 20_000;
// Most axes of a tensor, so that messages stay short.
const maxAxes = 8;

export function safetensorsOf({ tensors, metadata }: SafetensorsFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: Object.fromEntries(metadata) };
  let numBytes = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [numBytes, numBytes + values.byteLength] };
    numBytes += values.byteLength;
  }
  const written = new TextEncoder().encode(JSON.stringify(header));
  // The format asks for tensors at multiples of 8.
  const headerBytes = Math.ceil(written.length / 8) * 8;
  const file = new Uint8Array(8 + headerBytes + numBytes).fill(32, 8, 8 + headerBytes);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(headerBytes), true);
  file.set(written, 8);
  let at = 8 + headerBytes;
  for (const { values } of tensors.values()) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return file;
}

/** Reads a file. Throws a `UserError` if it is damaged. */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readHeader(file);
  const entries = Object.entries(header);
  if (entries.length > maxTensors) throw new UserError(words.headerTooLong);
  const tensors = new Map<string, TensorEntry>();
  let metadata = new Map<string, string>();
  // Tensors may not share bytes: overlapping ones could need far more memory than the file.
  let numBytesLeft = file.byteLength - dataStart;
  for (const [name, entry] of entries) {
    if (name === '__metadata__') metadata = readMetadata(entry);
    else {
      const tensor = readTensor(name, entry, file, dataStart);
      numBytesLeft -= tensor.values.byteLength;
      if (numBytesLeft < 0) throw new UserError(words.overlap);
      tensors.set(name, tensor);
    }
  }
  return { tensors, metadata };
}

function readHeader(file: Uint8Array): { header: object; dataStart: number } {
  if (file.byteLength < 8) throw new UserError(words.tooShort(file.byteLength));
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const numBytes = Number(view.getBigUint64(0, true));
  if (8 + numBytes > file.byteLength) throw new UserError(words.headerLength(numBytes, file.byteLength));
  if (numBytes > maxHeaderBytes) throw new UserError(words.headerTooLong);
  const header = parsedHeader(file.subarray(8, 8 + numBytes));
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new UserError(words.headerNotObject);
  return { header, dataStart: 8 + numBytes };
}

function parsedHeader(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new UserError(words.headerNotJson);
  }
}

function readMetadata(entry: unknown): Map<string, string> {
  const entries = Object.entries(entry ?? []);
  if (typeof entry !== 'object' || entry === null || !entries.every(isTextEntry))
    throw new UserError(words.metadataNotTexts);
  return new Map(entries);
}

const isTextEntry = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';

function readTensor(name: string, entry: unknown, file: Uint8Array, dataStart: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (dtype !== 'F32') throw new UserError(words.type(shownValue(name), shownValue(dtype)));
  if (!isOffsetList(shape) || !isOffsetList(offsets) || offsets.length !== 2) {
    throw new UserError(words.malformed(shownValue(name)));
  }
  const [begin, end] = offsets as [number, number];
  const size = sizeOf(shape);
  if (end - begin !== size * 4 || dataStart + end > file.byteLength) {
    throw new UserError(words.misfit(shownValue(name), shape.slice(0, maxAxes), begin, end));
  }
  // Copied, because the range may be unaligned; not with slice, which copies nothing if `file` is a Node Buffer.
  const bytes = Uint8Array.from(file.subarray(dataStart + begin, dataStart + end));
  return { shape, values: new Float32Array(bytes.buffer, 0, size) };
}

function isOffsetList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
