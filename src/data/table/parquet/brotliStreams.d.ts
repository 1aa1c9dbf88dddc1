/** Declares the output class of the brotli decoder in `hyparquet-compressors`, which has no types. */
declare module 'hyparquet-compressors/src/brotli.streams.js' {
  export class BrotliOutput {
    buffer: Uint8Array;
    pos: number;
  }
}
