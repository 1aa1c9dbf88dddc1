/** English texts of the commands. */
export const cliText = {
  unknownOption: (option: string) => `Unknown option '${option}'.`,
  missingValue: (option: string, values: string) => `${option} needs a value: ${values}.`,
  backendValue: (got: string) => `--backend must be wasm or cpu; got '${got}'.`,
  parityUsage: 'Usage: npm run parity -- DIR [--backend cpu|wasm] [--json]',
  noVectors: (directory: string) => `No .safetensors file in '${directory}'.`,
  unreadableDirectory: (directory: string) => `The folder '${directory}' cannot be read.`,
  parityHeader: ['case', 'output', 'task loss', 'gradient', 'Adam loss', 'Adam', 'within'] as const,
  parityOk: 'ok',
  parityFailed: 'TOO FAR',
  parityUnreadable: (message: string) => `unreadable: ${message}`,
  paritySummary: (numOk: number, numCases: number, backend: string) =>
    `${numOk} of ${numCases} cases within tolerance on ${backend}.`,
} as const;
