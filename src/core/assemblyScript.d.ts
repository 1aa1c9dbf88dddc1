/** What the bundler makes of an import of AssemblyScript: the compiled binary. */
declare module '*.as.ts?simd' {
  export const base64: string;
}
declare module '*.as.ts?relaxed-simd' {
  export const base64: string;
}
