/** Words of the check and its report. */
import { formatCount } from '../../../../src/text/format.ts';

const names = {
  numbers: 'Infinity, NaN, exp and log',
  kernels: 'Every operation against its reference',
  isolation: 'NaN and infinity stay in their repetition: operations',
  networks: 'NaN and infinity stay in their repetition: networks',
  alone: 'A repetition alone gives the bytes it has among five',
  chain: 'A chain of 10,000 dependent stages',
  vectors: 'Results recorded with the authors’ library',
  order: 'Operations, workgroups reversed and shuffled',
  memory: 'Networks, memory poisoned, workgroups reversed and shuffled',
  training: 'Training beside WebAssembly',
  pipelines: 'Time to compile',
  speed: 'Steps per second, GPU / WebAssembly on one core',
  largest: 'Large batches, widths and repetitions',
  loss: 'A lost GPU is noticed',
};

const outcomes = {
  right: 'right',
  differs: 'differs, allowed',
  wrong: 'wrong',
  measured: 'measured',
  skipped: 'not checked',
};

export const words = {
  names,
  outcomes,
  /** `parts`: wrong ones. */
  wrong: (parts: readonly string[]) => `This GPU computes wrongly: ${parts.join('; ')}.`,
  /** `skipped`: unchecked ones. */
  right: (count: string, skipped: readonly string[]) =>
    `This GPU computes right, in all ${count} comparisons.${skipped.length > 0 ? ` Not checked: ${skipped.join('; ')}.` : ''}`,
  stopped: (why: string) => `The check has ended early: ${why}`,
  silent: (seconds: number) => `no answer within ${seconds} s`,
  late: 'It would take too long on this GPU.',
  comparisons: (count: number) => `${formatCount(count)} ${count === 1 ? 'comparison' : 'comparisons'}`,
  seconds: (seconds: string) => `${seconds} s`,
  /** Relative to 1 + the expected value. */
  kernels: (worst: string, gpu: string | null, wasm: string) =>
    `at most ${worst} from the reference${gpu === null ? '' : `; from the formula in double precision ${gpu}, WebAssembly ${wasm}: both round`}`,
  numbers: (expUlp: string, logUlp: string) =>
    `exp within ${expUlp} ulp, log within ${logUlp}; the program decides nothing by such numbers`,
  vectors: (worst: string) => `at most ${worst} apart`,
  training: (steps: string, first: string, last: string) =>
    `losses ${first} apart after one step, ${last} after ${steps}: rounding, which training makes larger`,
  pipelines: (total: string, slowest: string) =>
    `${total} s for a training step, ${slowest} s the slowest program`,
  loss: (ms: string) => `heard of after ${ms} ms`,
  firstStep: 'losses after one step',
  lastStep: 'losses after the last step',
  notHeard: 'nobody was told of the loss',
  notEnded: 'what was awaited did not end as a loss',
  row: (row: number) => `row ${row}`,
  store: (count: number) => `a store of ${count} beside NaN`,
  /** `what`: operation or architecture. */
  inOrder: {
    poisoned: (what: string) => `on poisoned memory: ${what}`,
    reversed: (what: string) => `workgroups reversed: ${what}`,
    shuffled: (what: string) => `workgroups shuffled: ${what}`,
  },
  nothing: 'Nothing could be checked.',
  between: '; ',
  labelled: (label: string, value: string) => `${label}: ${value}`,
  adapter: 'Adapter',
  browser: 'Browser',
  limits: 'Limits',
  reportTitle: (release: string) => `AdaTT Playground ${release}: check of a GPU`,
} as const;
