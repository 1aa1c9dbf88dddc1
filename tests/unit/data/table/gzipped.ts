/** Text packed as files come; apart, since browsers have no such module. */
import { gzipSync } from 'node:zlib';

export const gzipped = (written: string): Uint8Array => gzipSync(written);
