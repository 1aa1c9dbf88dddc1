/** `npm run study -- parity DIR`: compares this engine with vectors of the authors' PyTorch library, on cpu or wasm. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alignedTable } from '../../src/cli/command.ts';
import { UserError } from '../../src/core/errors.ts';
import { startBackend } from '../../src/engine/backend/startBackend.ts';
import { checkParity, exactTolerance, type ParityResult } from '../long/gpus/check/parity.ts';
import { runStudy } from './study.ts';

const header = ['case', 'output', 'task loss', 'gradient', 'Adam loss', 'Adam', 'within'];

interface Case {
  readonly file: string;
  readonly result: ParityResult | null;
  /** The reason why there is no result. */
  readonly error: string | null;
}

await runStudy({}, async ({ positions, backend: chosen }) => {
  const [directory] = positions;
  if (directory === undefined || positions.length > 1)
    throw new UserError('Usage: npm run study -- parity DIR [--backend cpu|wasm] [--json]');
  const files = await vectorFilesIn(directory);
  const backend = await startBackend(chosen ?? 'wasm');
  await backend.activate();
  const cases: Case[] = [];
  for (const file of files) cases.push(await checkFile(directory, file));
  return {
    json: { backend: backend.name, cases: cases.map(jsonOf) },
    summary: reportOf(backend.name, cases),
    isSound: cases.every(({ result }) => result?.ok),
  };
});

async function vectorFilesIn(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => {
    throw new UserError(`The folder '${directory}' cannot be read.`);
  });
  const files = names.filter((name) => name.endsWith('.safetensors')).sort();
  if (files.length === 0) throw new UserError(`No .safetensors file in '${directory}'.`);
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

function jsonOf({ file, result, error }: Case) {
  return {
    file,
    ok: result?.ok ?? false,
    output: result?.output ?? null,
    taskLoss: result?.taskLoss ?? null,
    grad: result?.grad ?? null,
    adamTaskLoss: result?.adamTaskLoss ?? null,
    adam: result?.adam ?? null,
    error,
  };
}

function reportOf(backend: string, cases: readonly Case[]): string {
  const rows = cases.flatMap(({ file, result }) => (result === null ? [] : [rowOf(file, result)]));
  const unreadable = cases.flatMap(({ file, error }) =>
    error === null ? [] : [`${file}  unreadable: ${error}\n`],
  );
  const numOk = cases.filter(({ result }) => result?.ok).length;
  const summary = `${numOk} of ${cases.length} cases within tolerance on ${backend}.`;
  return `${alignedTable([header, ...rows])}${unreadable.join('')}${summary}\n`;
}

function rowOf(file: string, result: ParityResult): string[] {
  const { output, taskLoss, grad, adamTaskLoss, adam, ok } = result;
  const errors = [output, taskLoss, grad, adamTaskLoss, adam].map((error) => error.toExponential(1));
  return [file, ...errors, ok ? 'ok' : 'TOO FAR'];
}
