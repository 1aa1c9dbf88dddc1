/** The checksum of Zstandard: XXH64 with seed 0, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md. */

const P1 = 0x9e37_79b1_85eb_ca87n;
const P2 = 0xc2b2_ae3d_27d4_eb4fn;
const P3 = 0x1656_67b1_9e37_79f9n;
const P4 = 0x85eb_ca77_c2b2_ae63n;
const P5 = 0x27d4_eb2f_1656_67c5n;

const low64 = (value: bigint): bigint => BigInt.asUintN(64, value);

const rotated = (value: bigint, numBits: bigint): bigint =>
  low64(value << numBits) | (value >> (64n - numBits));

const round = (sum: bigint, lane: bigint): bigint => low64(rotated(low64(sum + lane * P2), 31n) * P1);

const merged = (hash: bigint, sum: bigint): bigint => low64((hash ^ round(0n, sum)) * P1 + P4);

export function xxh64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  let [at, hash] = [0, P5];
  if (length >= 32) {
    let [a, b, c, d] = [low64(P1 + P2), P2, 0n, low64(-P1)];
    for (; at + 32 <= length; at += 32) {
      a = round(a, view.getBigUint64(at, true));
      b = round(b, view.getBigUint64(at + 8, true));
      c = round(c, view.getBigUint64(at + 16, true));
      d = round(d, view.getBigUint64(at + 24, true));
    }
    const sum = low64(rotated(a, 1n) + rotated(b, 7n) + rotated(c, 12n) + rotated(d, 18n));
    hash = [a, b, c, d].reduce(merged, sum);
  }
  hash = low64(hash + BigInt(length));
  for (; at + 8 <= length; at += 8)
    hash = low64(rotated(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * P1 + P4);
  if (at + 4 <= length) {
    hash = low64(rotated(hash ^ low64(BigInt(view.getUint32(at, true)) * P1), 23n) * P2 + P3);
    at += 4;
  }
  for (; at < length; at++) hash = low64(rotated(hash ^ low64(BigInt(view.getUint8(at)) * P5), 11n) * P1);
  hash = low64((hash ^ (hash >> 33n)) * P2);
  hash = low64((hash ^ (hash >> 29n)) * P3);
  return hash ^ (hash >> 32n);
}
