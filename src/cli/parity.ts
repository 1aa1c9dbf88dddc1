/** `npm run parity -- DIR`: compares this engine with vectors of the authors' PyTorch library, on cpu or wasm. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startBackend } from '../backend/startBackend.ts';
import { UserError } from '../core/errors.ts';
import { checkParity, exactTolerance, type ParityResult } from '../network/parity.ts';
import { text } from '../text/text.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';
import { parseArguments } from './arguments.ts';
import { print, runCommand, tableOf } from './command.ts';

type Case = { readonly file: string; readonly result: ParityResult | null; readonly error: string | null };

await runCommand(async (argv) => {
  const { positions, json, backend: chosen } = parseArguments(argv);
  const [directory] = positions;
  if (directory === undefined || positions.length > 1) throw new UserError(text.cli.parityUsage);
  const files = await vectorFilesIn(directory);
  const backend = await startBackend(chosen ?? 'wasm', { wasmPaths, acceptSoftware: false });
  await backend.activate();
  const cases: Case[] = [];
  for (const file of files) cases.push(await checkFile(directory, file));
  await print(json ? `${jsonOf(backend.name, cases)}\n` : reportOf(backend.name, cases));
  return cases.every(({ result }) => result?.ok) ? 0 : 1;
});

async function vectorFilesIn(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => {
    throw new UserError(text.cli.unreadableDirectory(directory));
  });
  const files = names.filter((name) => name.endsWith('.safetensors')).sort();
  if (files.length === 0) throw new UserError(text.cli.noVectors(directory));
  return files;
}

async function checkFile(directory: string, file: string): Promise<Case> {
  try {
    const result = await checkParity(await readFile(join(directory, file)), exactTolerance);
    return { file, result, error: null };
  } catch (error) {
    return { file, result: null, error: error instanceof Error ? error.message : String(error) };
  }
}

function jsonOf(backend: string, cases: readonly Case[]): string {
  const rows = cases.map(({ file, result, error }) => ({
    file,
    ok: result?.ok ?? false,
    output: result?.output ?? null,
    taskLoss: result?.taskLoss ?? null,
    grad: result?.grad ?? null,
    adamTaskLoss: result?.adamTaskLoss ?? null,
    adam: result?.adam ?? null,
    error,
  }));
  return JSON.stringify({ backend, cases: rows });
}

function reportOf(backend: string, cases: readonly Case[]): string {
  const rows = cases.flatMap(({ file, result }) => (result === null ? [] : [rowOf(file, result)]));
  const unreadable = cases.flatMap(({ file, error }) =>
    error === null ? [] : [`${file}  ${text.cli.parityUnreadable(error)}\n`],
  );
  const numOk = cases.filter(({ result }) => result?.ok).length;
  const summary = text.cli.paritySummary(numOk, cases.length, backend);
  return `${tableOf([[...text.cli.parityHeader], ...rows])}${unreadable.join('')}${summary}\n`;
}

function rowOf(file: string, result: ParityResult): string[] {
  const { output, taskLoss, grad, adamTaskLoss, adam, ok } = result;
  const errors = [output, taskLoss, grad, adamTaskLoss, adam].map((error) => error.toExponential(1));
  return [file, ...errors, ok ? text.cli.parityOk : text.cli.parityFailed];
}
