/**
 * `npm run -s gpu-code`: the machine code that Mesa's driver makes of our programs for AMD GPUs that are not there: instructions, loads and
 * multiply-adds of each innermost loop, registers and spills of its program. Needs a C compiler and Debian's mesa-vulkan-drivers.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { alignedTable } from '../../../src/cli/command.ts';
import {
  fusedProgram,
  fusibleCodeOf,
  type ThreadSpread,
} from '../../../src/engine/kernels/webgpu/fusedProgram.ts';
import { programsRun } from './check/programs.ts';

const { values } = parseArgs({
  options: {
    dawn: { type: 'string', default: '' },
    /** Compiles this file alone, whatever the driver, which prints what it makes of it. */
    compile: { type: 'string' },
    families: { type: 'string', default: 'navi21,navi31' },
  },
});

/** What is fused, by title; `asVectors`: rows of weights are whole vectors. */
const loops: readonly { title: string; key: string; spread: ThreadSpread; asVectors: boolean }[] = [
  { title: 'layer, widths of fours', key: 'groupedDense true', spread: 'rows', asVectors: true },
  { title: 'layer, other widths', key: 'groupedDense true', spread: 'rows', asVectors: false },
  { title: 'gradient of inputs', key: 'groupedDenseGradInput true', spread: 'rows', asVectors: true },
  { title: 'gradient of weights', key: 'groupedDenseGradAffine true', spread: 'flat', asVectors: false },
  { title: 'count of labels', key: 'taskLossGrad', spread: 'rows', asVectors: false },
  { title: 'add', key: 'add', spread: 'rows', asVectors: false },
];

async function compile(file: string): Promise<void> {
  const { create, globals } = await import(/* @vite-ignore */ values.dawn);
  const gpu: GPU = create([]);
  // Kept: a GPU that is collected takes its device along.
  Object.assign(globalThis, globals, { gpu });
  const device = await (await gpu.requestAdapter())?.requestDevice();
  const module = device?.createShaderModule({ code: readFileSync(file, 'utf8') });
  if (module !== undefined) await device?.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  process.exit(0);
}

/** Where Debian puts them. */
const realVulkan = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/libvulkan.so.1`;
const driver = '/usr/share/vulkan/icd.d/radeon_icd.json';

const folder = 'build/gpus/machineCode';

function buildStandIn(): void {
  mkdirSync(folder, { recursive: true });
  const library = join(folder, 'libvulkan.so.1');
  execFileSync('cc', ['-shared', '-fPIC', '-o', library, 'tests/long/gpus/machineCode/noGpu.c', '-ldl']);
}

/** Compiles the code for a GPU of the family, and returns what the driver prints. */
function assemblyOf(code: string, family: string): string {
  const file = join(folder, 'program.wgsl');
  writeFileSync(file, code);
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: folder,
    REAL_VULKAN: realVulkan,
    VK_DRIVER_FILES: driver,
    RADV_FORCE_FAMILY: family,
    RADV_DEBUG: 'asm,shaderstats,nocache',
  };
  const args = [process.argv[1] ?? '', '--dawn', values.dawn, '--compile', file];
  // Into a file: Node lets pipes refuse what is written too fast, and the driver does not ask again.
  const printed = openSync(join(folder, 'assembly.txt'), 'w+');
  execFileSync(process.execPath, args, { env, stdio: ['ignore', printed, printed] });
  closeSync(printed);
  return readFileSync(join(folder, 'assembly.txt'), 'utf8');
}

interface Loop {
  readonly instructions: number;
  readonly loads: number;
  readonly multiplyAdds: number;
}

/** The innermost loop with the most multiply-adds, or loads where there are none. */
function innermostLoopOf(assembly: string): Loop {
  const labels = new Map<string, number>();
  const instructions: string[] = [];
  for (const line of assembly.split('\n')) {
    const [, label, instruction] = /^\s*(?:(BB\d+):|([a-z]+_\w+.*))/.exec(line) ?? [];
    if (label !== undefined) labels.set(label, instructions.length);
    if (instruction !== undefined) instructions.push(instruction);
  }
  const ranges = instructions.flatMap((instruction, end) => {
    const first = labels.get(/^s_c?branch\w* (BB\d+)/.exec(instruction)?.[1] ?? '');
    return first !== undefined && first <= end ? [{ first, end }] : [];
  });
  const innermost = ranges.filter(
    (range) =>
      !ranges.some((other) => other !== range && range.first <= other.first && other.end <= range.end),
  );
  const found = innermost.map(({ first, end }): Loop => {
    const body = instructions.slice(first, end + 1);
    const numOf = (pattern: RegExp) => body.filter((instruction) => pattern.test(instruction)).length;
    return {
      instructions: body.length,
      loads: numOf(/^(?:buffer|global)_load/),
      multiplyAdds: numOf(/^v_fma/) && numOf(/^v_(?:fma|mul_f32)/),
    };
  });
  const [best] = found.sort((a, b) => b.multiplyAdds - a.multiplyAdds || b.loads - a.loads);
  if (best === undefined)
    throw new Error(`There is no machine code in what the driver printed; is ${driver} there?\n${assembly}`);
  return best;
}

const statisticOf = (assembly: string, name: string): string =>
  new RegExp(`^${name}: (\\d+)`, 'm').exec(assembly)?.[1] ?? '?';

if (values.compile !== undefined) await compile(values.compile);

buildStandIn();
const runs = programsRun();
const rows = values.families.split(',').flatMap((family) =>
  loops.map(({ title, key, spread, asVectors }) => {
    const program = runs.find((run) => run.program.key === key)?.program;
    if (program === undefined) throw new Error(`No call runs the program ${key}.`);
    const assembly = assemblyOf(fusedProgram(spread, [fusibleCodeOf(program, asVectors)]), family);
    const { instructions, loads, multiplyAdds } = innermostLoopOf(assembly);
    const numbers = [instructions, loads, multiplyAdds].map(String);
    const ofProgram = ['VGPRs', 'Spilled VGPRs', 'Code size'].map((name) => statisticOf(assembly, name));
    return [family, title, ...numbers, ...ofProgram];
  }),
);
const head = ['family', 'loop', 'instructions', 'loads', 'multiply-adds', 'registers', 'spills', 'bytes'];
process.stdout.write(`${alignedTable([head, ...rows])}\n`);
process.exit(0);
