/** The plan that the shader of a fused dispatch reads to know what it runs: see `fusedProgram`. Pure. */
import { fusedCodeOf, rowsPerTile, stageNumbers } from '../../kernels/webgpu/fusedProgram.ts';
import { threadsPerWorkgroup } from '../../kernels/webgpu/program.ts';
import { numThreadsOf, type RowThreads } from '../../kernels/webgpu/webgpuKernel.ts';
import { workgroupsOf } from './gpuPrograms.ts';
import type { NotedRun, NotedTensor } from './noteStep.ts';
import { type FusedDispatch, runsOf } from './schedule.ts';

export interface DispatchPlan {
  readonly numbers: Uint32Array<ArrayBuffer>;
  readonly numWorkgroups: number;
}

/** Bytes before a tensor of the arena. */
type OffsetOf = (tensor: NotedTensor) => number;

/** The code of the dispatch's programs, sorted, so that equal sets are equal. */
export function codesOf(dispatch: FusedDispatch<NotedRun>): readonly string[] {
  return [...new Set(runsOf(dispatch).map(({ program }) => fusedCodeOf(program)))].sort();
}

/** `codes`: those of the shader, the dispatch's among them. */
export function dispatchPlanOf(
  dispatch: FusedDispatch<NotedRun>,
  codes: readonly string[],
  offsetOf: OffsetOf,
): DispatchPlan {
  return dispatch.kind === 'rows'
    ? rowsPlan(dispatch, codes, offsetOf)
    : flatPlan(dispatch.runs, codes, offsetOf);
}

function rowsPlan(
  { chains, numReplicas, numRows }: FusedDispatch<NotedRun> & { kind: 'rows' },
  codes: readonly string[],
  offsetOf: OffsetOf,
): DispatchPlan {
  const numTiles = Math.ceil(numRows / rowsPerTile);
  const plan: number[] = [chains.length, numReplicas, numTiles, ...chains.map(() => 0)];
  chains.forEach((runs, chain) => {
    const stages = runs.map((run) =>
      appendStage(plan, run, codes, tilesOf(run.threads, numReplicas), offsetOf),
    );
    plan[3 + chain] = plan.length;
    plan.push(stages.length, ...stages);
  });
  return { numbers: Uint32Array.from(plan), numWorkgroups: chains.length * numReplicas * numTiles };
}

/** `Tiles` of the shader. */
function tilesOf(threads: number | RowThreads, numReplicas: number): readonly number[] {
  if (typeof threads === 'number') throw new Error('A run in a chain must say how its threads lie in rows.');
  const { numGroups, numRows, rowsPerThread, across } = threads;
  return [numGroups / numReplicas, rowsPerTile / rowsPerThread, Math.ceil(numRows / rowsPerThread), across];
}

function flatPlan(runs: readonly NotedRun[], codes: readonly string[], offsetOf: OffsetOf): DispatchPlan {
  const perRun = runs.map(({ threads }) => workgroupsOf(numThreadsOf(threads)));
  const numWorkgroups = perRun.reduce((sum, count) => sum + count, 0);
  const plan: number[] = Array.from({ length: 1 + 2 * numWorkgroups }, () => numWorkgroups);
  let at = 1;
  runs.forEach((run, i) => {
    const stage = appendStage(plan, run, codes, [], offsetOf);
    for (let workgroup = 0; workgroup < (perRun[i] ?? 0); workgroup++) {
      plan[at++] = stage;
      plan[at++] = workgroup * threadsPerWorkgroup;
    }
  });
  return { numbers: Uint32Array.from(plan), numWorkgroups };
}

/** Returns where it begins. */
function appendStage(
  plan: number[],
  { program, params, table, threads, writes, reads }: NotedRun,
  codes: readonly string[],
  tiles: readonly number[],
  offsetOf: OffsetOf,
): number {
  const tableAt = plan.length;
  plan.push(...table);
  const stage = plan.length;
  const numbers = stageNumbers(program, {
    numThreads: numThreadsOf(threads),
    params,
    tableAt,
    offsets: [...writes, ...reads].map((tensor) => offsetOf(tensor) / Float32Array.BYTES_PER_ELEMENT),
  });
  plan.push(codes.indexOf(fusedCodeOf(program)), ...tiles, ...numbers);
  return stage;
}
