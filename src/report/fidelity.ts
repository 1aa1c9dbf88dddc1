/** Deviations that the command `parity` found in a build of this engine, as the page tells them. Knows no vectors. */

/** How near the engine comes to the authors' PyTorch library. */
export interface Fidelity {
  readonly backend: string;
  readonly numCases: number;
  /** Cases within tolerance. */
  readonly numOk: number;
  /** Largest error |a - b| / (1 + |b|) of any prediction, over all cases. */
  readonly largestOutput: number;
  /** The same of task losses. */
  readonly largestLoss: number;
  /** The same of gradients. */
  readonly largestGradient: number;
}

interface ParityReport {
  readonly backend: string;
  readonly cases: readonly {
    readonly ok: boolean;
    readonly output: number;
    readonly taskLoss: number;
    readonly grad: number;
  }[];
}

/** Sums up what `npm run parity -- DIR --json` printed; nobody else may have written it. */
export function fidelityOf(written: string): Fidelity {
  const { backend, cases }: ParityReport = JSON.parse(written);
  const largest = (key: 'output' | 'taskLoss' | 'grad') => Math.max(...cases.map((one) => one[key]));
  return {
    backend,
    numCases: cases.length,
    numOk: cases.filter(({ ok }) => ok).length,
    largestOutput: largest('output'),
    largestLoss: largest('taskLoss'),
    largestGradient: largest('grad'),
  };
}
