/** Reads what `parity` measured against the authors' PyTorch library. */

interface ParityReport {
  readonly backend: string;
  readonly cases: readonly {
    readonly ok: boolean;
    readonly output: number;
    readonly taskLoss: number;
    readonly grad: number;
  }[];
}

/** `written`: trusted output of `npm run study -- parity DIR --json`. */
export function parityErrorsOf(written: string) {
  const { backend, cases }: ParityReport = JSON.parse(written);
  const largest = (key: 'output' | 'taskLoss' | 'grad') => Math.max(...cases.map((one) => one[key]));
  return {
    backend,
    numCases: cases.length,
    numOk: cases.filter(({ ok }) => ok).length,
    /** Largest error |a - b| / (1 + |b|) of any prediction. */
    largestOutput: largest('output'),
    largestLoss: largest('taskLoss'),
    largestGradient: largest('grad'),
  };
}
