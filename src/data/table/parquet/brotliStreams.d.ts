/** The output that the brotli decoder of `hyparquet-compressors` writes to, which the package declares no types for. */
declare module 'hyparquet-compressors/src/brotli.streams.js' {
  export class BrotliOutput {
    buffer: Uint8Array;
    pos: number;
  }
}
