/** Puts pictures one after the other into one that moves: an animated PNG, which what knows none shows as its first picture. */
import { crc32 } from 'node:zlib';

const SIGNATURE_BYTES = 8;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const data = png.subarray(at + 8, at + 8 + length);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data });
    at += 12 + length;
  }
  return chunks;
}

function bytesOf({ type, data }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([numberOf(data.length), named, numberOf(crc32(named))]);
}

function numberOf(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Of one size and one kind of colour, each shown for so long; played for ever. */
export interface Frame {
  readonly png: Buffer;
  readonly ms: number;
}

/** Pixels of a frame are as they were compressed: only who they belong to is written anew. */
export function animatedPng(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  const header = first === undefined ? undefined : chunksOf(first.png)[0];
  if (first === undefined || header === undefined) throw new Error('There is no frame.');
  let sequence = 0;
  const ofFrames = frames.flatMap(({ png, ms }, index): readonly Chunk[] => {
    const control = { type: 'fcTL', data: controlOf(sequence++, header.data.subarray(0, 8), ms) };
    const pixels = chunksOf(png)
      .filter(({ type }) => type === 'IDAT')
      .map(({ data }) =>
        index === 0
          ? { type: 'IDAT', data }
          : { type: 'fdAT', data: Buffer.concat([numberOf(sequence++), data]) },
      );
    return [control, ...pixels];
  });
  const numFrames = { type: 'acTL', data: Buffer.concat([numberOf(frames.length), numberOf(0)]) };
  const end = { type: 'IEND', data: Buffer.alloc(0) };
  const chunks = [header, numFrames, ...ofFrames, end].map(bytesOf);
  return Buffer.concat([first.png.subarray(0, SIGNATURE_BYTES), ...chunks]);
}

/** `size`: width and height as the header has them. The frame covers all, and replaces what was there. */
function controlOf(sequence: number, size: Buffer, ms: number): Buffer {
  const delay = Buffer.alloc(4);
  delay.writeUInt16BE(ms, 0);
  delay.writeUInt16BE(1000, 2);
  return Buffer.concat([numberOf(sequence), size, Buffer.alloc(8), delay, Buffer.alloc(2)]);
}
