/** English texts: with which kernels a backend runs the engine's operations. */

export const kernelText = {
  own: (numOwn: number, numOperations: number, build: string) =>
    `Own kernels: ${numOwn} of ${numOperations}${build === '' ? '' : `, built for ${build}`}.`,
  fallBacks: (names: readonly string[]) =>
    `Plain TensorFlow.js operations stand in for the others: ${names.join(', ')}.`,
} as const;
