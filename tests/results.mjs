/** Reads Vitest's JSON report: nothing that failed may be counted as nothing, and each kind of tests has its time. */

/**
 * @typedef {{ readonly passed: number; readonly failed: number }} Count
 * @typedef {{
 *   readonly name: string;
 *   readonly startTime: number;
 *   readonly endTime: number;
 *   readonly status: string;
 *   readonly assertionResults: readonly { readonly status: string }[];
 * }} FileResult
 * @typedef {{ readonly testResults: readonly FileResult[] }} Report
 */

/**
 * A file that fails without a failed test (it does not load, or its set-up throws) counts as one failure. So does a run
 * that ends with an error after its tests passed: an unhandled rejection, or no tests at all.
 *
 * @param {Report | null} report null: there is none
 * @param {number | null} exitCode
 * @returns {Count}
 */
export function countTests(report, exitCode) {
  const counts = (report?.testResults ?? []).map(countFile);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed };
}

/**
 * @param {FileResult} file
 * @returns {Count}
 */
function countFile({ status, assertionResults }) {
  const passed = assertionResults.filter((test) => test.status === 'passed').length;
  const failed = assertionResults.filter((test) => test.status === 'failed').length;
  return { passed, failed: failed === 0 && status === 'failed' ? 1 : failed };
}

/**
 * What a run of its own counted.
 *
 * @param {string} output ends with `N passed, N failed`
 * @param {number | null} exitCode
 * @returns {Count}
 */
export function lastCount(output, exitCode) {
  const [, passed, failed] = /\n(\d+) passed, (\d+) failed\n$/.exec(output) ?? [];
  if (passed === undefined) return { passed: 0, failed: 1 };
  const count = { passed: Number(passed), failed: Number(failed) };
  return count.failed === 0 && exitCode !== 0 ? { ...count, failed: 1 } : count;
}

/** By the path of a file; the first that fits. */
const kinds = [
  { kind: 'in jsdom', path: /\.dom\.test\.tsx?$/ },
  { kind: 'in Node', path: /\/tests\/(unit|golden)\// },
  { kind: 'under PyTorch', path: /\/tests\/pytorch\// },
  { kind: 'in a browser', path: /\/tests\/browser\// },
  { kind: 'of the built page', path: /\/tests\/e2e\// },
  { kind: 'others', path: /^/ },
];

/** @param {FileResult} file */
const kindOf = ({ name }) => kinds.find(({ path }) => path.test(name))?.kind;

/**
 * From the start of the first file to the end of the last, for each kind that there was.
 *
 * @param {Report | null} report
 * @returns {readonly { readonly kind: string; readonly seconds: number }[]}
 */
export function secondsByKind(report) {
  return kinds.flatMap(({ kind }) => {
    const files = (report?.testResults ?? []).filter((file) => kindOf(file) === kind);
    const startMs = Math.min(...files.map(({ startTime }) => startTime));
    const endMs = Math.max(...files.map(({ endTime }) => endTime));
    return files.length === 0 ? [] : [{ kind, seconds: (endMs - startMs) / 1000 }];
  });
}
