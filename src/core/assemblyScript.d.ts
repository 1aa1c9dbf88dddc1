/** AssemblyScript imports as the bundler makes them: compiled binaries, or signatures of operations. */
declare module '*.as.ts?simd' {
  export const base64: string;
}
declare module '*.as.ts?relaxed-simd' {
  export const base64: string;
}
/** Argument names, in the order in which `replay` numbers operations. */
declare module '*.as.ts?signatures' {
  export const signatures: Readonly<Record<string, readonly string[]>>;
}
