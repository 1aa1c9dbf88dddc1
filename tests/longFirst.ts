/**
 * Begins with the end-to-end files that take long. The others follow by size, as Vitest does where it knows no durations: a short file
 * that takes long would come last, and leave all workers but its own without work.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those under 140 lines that take more than ten seconds. */
const longFiles = ['shift', 'faults', 'run', 'toy', 'releases', 'draws', 'funnel', 'reproduce'].map(
  (name) => `/tests/e2e/${name}.e2e.test.ts`,
);

const isLong = ({ moduleId }: TestSpecification): boolean =>
  longFiles.some((file) => moduleId.endsWith(file));

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
