/** Ends the output of Vitest with `N passed, N failed`. */
import type { Reporter, TestModule } from 'vitest/node';

/** A file that fails without a failed test, an error outside of tests, and a run without tests each count as a failure. */
export function countsOf(modules: readonly TestModule[], numErrors: number): readonly [number, number] {
  let [numPassed, numFailed] = [0, numErrors];
  for (const module of modules) {
    const states = Array.from(module.children.allTests(), (test) => test.result().state);
    const numFailedHere = states.filter((state) => state === 'failed').length;
    numPassed += states.filter((state) => state === 'passed').length;
    numFailed += module.state() === 'failed' ? Math.max(1, numFailedHere) : numFailedHere;
  }
  return [numPassed, numPassed + numFailed === 0 ? 1 : numFailed];
}

export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const [numPassed, numFailed] = countsOf(modules, errors.length);
    process.stdout.write(`\n${numPassed} passed, ${numFailed} failed\n`);
  }
}
