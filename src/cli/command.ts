/** What all commands share: messages for people on standard error, and the exit code. */
import { UserError } from '../core/errors.ts';

/** Runs `main` with the arguments of this process; its number becomes the exit code, an error code 1 (2 for a `UserError`). */
export async function runCommand(main: (argv: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const isUserError = error instanceof UserError;
    process.stderr.write(
      `${isUserError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = isUserError ? 2 : 1;
  }
}

/** Columns padded to their widest cell, the first left-aligned, the others right-aligned. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}
