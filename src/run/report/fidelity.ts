/** Deviations that the command `parity` found in a build of this engine, as the page tells them. Knows no vectors. */

interface ParityReport {
  readonly backend: string;
  readonly cases: readonly {
    readonly ok: boolean;
    readonly output: number;
    readonly taskLoss: number;
    readonly grad: number;
  }[];
}

/**
 * How near the engine comes to the authors' PyTorch library: sums up what `npm run parity -- DIR --json` printed; nobody else may have
 * written it.
 */
export function fidelityOf(written: string) {
  const { backend, cases }: ParityReport = JSON.parse(written);
  const largest = (key: 'output' | 'taskLoss' | 'grad') => Math.max(...cases.map((one) => one[key]));
  return {
    backend,
    numCases: cases.length,
    /** Cases within tolerance. */
    numOk: cases.filter(({ ok }) => ok).length,
    /** Largest error |a - b| / (1 + |b|) of any prediction, over all cases; then of task losses, and of gradients. */
    largestOutput: largest('output'),
    largestLoss: largest('taskLoss'),
    largestGradient: largest('grad'),
  };
}
