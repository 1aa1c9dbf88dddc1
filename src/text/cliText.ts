/** The texts of commands: a part of the catalogue that no page loads. */
export { cliText } from './en/cli.ts';
export { presetReportText } from './en/presetReport.ts';
