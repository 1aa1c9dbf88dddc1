/** Ends the output of Vitest with the seconds of each part and `N passed, N failed`. */
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

/** When the first file of a project started, and when its last one ended: projects may run side by side. */
type Span = { readonly startMs: number; readonly endMs: number };

export class CountReporter implements Reporter {
  readonly #spans = new Map<string, Span>();

  onTestModuleQueued(module: TestModule): void {
    this.#extend(module);
  }

  onTestModuleEnd(module: TestModule): void {
    this.#extend(module);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    for (const [name, { startMs, endMs }] of this.#spans)
      process.stdout.write(`\n${name}: ${Math.round((endMs - startMs) / 1000)} s`);
    const [numPassed, numFailed] = countsOf(modules, errors.length);
    process.stdout.write(`\n${numPassed} passed, ${numFailed} failed\n`);
  }

  #extend({ project: { name } }: TestModule): void {
    const now = performance.now();
    this.#spans.set(name, { startMs: this.#spans.get(name)?.startMs ?? now, endMs: now });
  }
}
