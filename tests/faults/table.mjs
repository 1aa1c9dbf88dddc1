/** Makes a table of what a run of the faults reports. Knows no fault. */

/**
 * @typedef {{ readonly sees: string; readonly configuration: string; readonly finishedRun: string;
 *   readonly progress: string }} Outcome
 * @typedef {{ readonly title: string; readonly status: string; readonly meta: { readonly fault?: Outcome } }} TestResult
 * @typedef {{ readonly testResults: readonly { readonly assertionResults: readonly TestResult[] }[] }} Report
 */

const header = ['fault', 'what the visitor sees', 'configuration kept', 'finished run kept', 'progress kept'];

/** @param {readonly string[]} cells */
const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/**
 * A row per fault that was provoked, in Markdown. One that did not end as promised promises nothing.
 *
 * @param {Report} report of Vitest
 */
export function faultTable({ testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const rows = tests
    .filter(({ status }) => status === 'passed' || status === 'failed')
    .map(({ title, status, meta: { fault } }) =>
      status === 'passed' && fault !== undefined
        ? [title, fault.sees, fault.configuration, fault.finishedRun, fault.progress]
        : [title, '**FAILED**', '?', '?', '?'],
    );
  return [header, header.map(() => '---'), ...rows].map((cells) => `${line(cells)}\n`).join('');
}
