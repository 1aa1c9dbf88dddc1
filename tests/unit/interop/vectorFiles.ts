/** Vector files that claim more than they hold, made of a sound one. */
import { readFile } from 'node:fs/promises';

export const soundVectors = await readFile(
  new URL('../../long/gpus/check/vectors/ple-basic.safetensors', import.meta.url),
);

interface Header {
  readonly __metadata__: Readonly<Record<string, string>>;
}

/** The file with another header over the same tensors. */
export function withHeader(change: (header: Header) => object): Uint8Array {
  const numBytes = Number(soundVectors.readBigUInt64LE(0));
  const header = JSON.parse(soundVectors.subarray(8, 8 + numBytes).toString());
  const changed = Buffer.from(JSON.stringify(change(header)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(changed.byteLength));
  return Buffer.concat([length, changed, soundVectors.subarray(8 + numBytes)]);
}

export const claiming = (key: string, value: string): Uint8Array =>
  withHeader((header) => ({ ...header, __metadata__: { ...header.__metadata__, [key]: value } }));
