/** Counts the results of Vitest's JSON report, so that nothing that failed can be counted as nothing. */

/**
 * @typedef {{ readonly passed: number; readonly failed: number }} Count
 * @typedef {{
 *   readonly status: string;
 *   readonly assertionResults: readonly { readonly status: string }[];
 * }} FileResult
 */

/**
 * A file that fails without a failed test (it does not load, or its set-up throws) counts as one failure. So does a run
 * that ends with an error after its tests passed: an unhandled rejection, or no tests at all.
 *
 * @param {{ readonly testResults: readonly FileResult[] } | null} report null: there is none
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
