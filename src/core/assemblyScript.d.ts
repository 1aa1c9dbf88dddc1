/** Imports of AssemblyScript as the bundler makes them: the compiled binary, or what its operations are called with. */
declare module '*.as.ts?simd' {
  export const base64: string;
}
declare module '*.as.ts?relaxed-simd' {
  export const base64: string;
}
/** Names of the arguments of every operation, in the order in which `replay` numbers operations. */
declare module '*.as.ts?signatures' {
  export const signatures: Readonly<Record<string, readonly string[]>>;
}
