/**
 * `npm run test:gpus`: the check of a GPU on every stack that can be had without one: Dawn in Node, wgpu in Deno, Chromium and Firefox,
 * over lavapipe and SwiftShader. Prints a row per stack; the whole reports lie in `build/gpus`.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { bundleOf } from '../../../src/build/bundle.mjs';
import { servePage } from '../../../src/build/preview.mjs';
import { alignedTable } from '../../../src/cli/command.ts';
import { bundlePage } from '../../bench/runners/bundles.ts';
import { chromiumPath } from '../../e2e/harness/chromium.mjs';
import { chromiumEngine } from '../engines/chromiumEngine.ts';
import type { EngineKind } from '../engines/engine.ts';
import { firefoxEngine } from '../engines/firefoxEngine.ts';
import { gpuReportOf } from './check/report.ts';
import { type CheckedGpu, type GpuCheckEvent, type GpuCheckResult, gpuCheckParts } from './check/results.ts';
import { installed } from './packages.mjs';

/** Of parts that are late on a GPU that the processor emulates. */
const patience = Number(process.env['GPU_PATIENCE'] ?? 5);

const pageFolder = 'build/gpus/page';

/** What a stack has found: its report, and an outcome for each part. */
interface Checked {
  readonly report: string;
  readonly outcomes: readonly string[];
}

interface Stack {
  readonly name: string;
  /** Null: it cannot be had here, and `advice` says what would help. */
  readonly check: (() => Promise<Checked>) | null;
  readonly advice: string;
}

const manifests = '/usr/share/vulkan/icd.d';
/** Where drivers that need no GPU say how they are loaded; null: not installed. */
const drivers: Readonly<Record<string, string | null>> = {
  lavapipe: firstOf(manifests, /^lvp_icd.*json$/),
  SwiftShader:
    firstOf(dirname(chromiumPath() ?? '/usr/lib/chromium/chromium'), /^vk_swiftshader_icd.json$/) ??
    firstOf('/usr/lib/chromium', /^vk_swiftshader_icd.json$/),
};

function firstOf(folder: string, pattern: RegExp): string | null {
  const name = existsSync(folder) ? readdirSync(folder).find((file) => pattern.test(file)) : undefined;
  return name === undefined ? null : join(folder, name);
}

/** Runs the bundled check in a program; `args` of the program stand before the bundle, the others behind it. */
async function checkIn(
  program: string,
  before: readonly string[],
  after: readonly string[],
  driver: string,
): Promise<Checked> {
  const bundle = await bundleOf(join(import.meta.dirname, 'check.ts'));
  const args = [...before, bundle, ...after, '--json', '--patience', String(patience)];
  const env = { ...process.env, VK_DRIVER_FILES: driver, VK_ICD_FILENAMES: driver };
  // It ends with 1 where something is wrong, which its events say as well.
  const { stdout } = await promisify(execFile)(program, args, { env, maxBuffer: 2 ** 26 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  const events = stdout
    .split('\n')
    .flatMap((line): GpuCheckEvent[] => (line.startsWith('{') ? [JSON.parse(line)] : []));
  return checkedOf(events, program);
}

function checkedOf(events: readonly GpuCheckEvent[], where: string): Checked {
  const results = events.flatMap((event): GpuCheckResult[] => (event.type === 'ended' ? [event.result] : []));
  const gpu = events.reduce<CheckedGpu | null>(
    (found, event) => (event.type === 'gpu' ? event.gpu : found),
    null,
  );
  const done = events.find((event) => event.type === 'done');
  const failure = done?.type === 'done' ? done.failure : 'the process has ended before the check';
  const outcomes = gpuCheckParts.map(
    (part) => results.find((result) => result.part === part)?.outcome ?? 'none',
  );
  return { report: gpuReportOf(gpu, results, where, failure), outcomes };
}

async function checkOnPage(launch: NonNullable<EngineKind['launch']>): Promise<Checked> {
  await bundlePage('tests/long/gpus/page', pageFolder);
  const server = await servePage(pageFolder, 0);
  const engine = await launch({ hasGpu: true });
  try {
    await engine.open(`${server.url}?patience=${patience}`);
    const events = () =>
      engine.evaluate(() => (globalThis as unknown as { gpuCheckEvents: GpuCheckEvent[] }).gpuCheckEvents);
    const isDone = async () => (await events()).some(({ type }) => type === 'done');
    await expect.poll(isDone, { timeout: 1_700_000, interval: 1000 }).toBe(true);
    return checkedOf(await events(), `${engine.name} ${engine.version}`);
  } finally {
    await engine.close();
    await server.close();
  }
}

const withoutBrowser = Object.entries(drivers).flatMap(([driver, manifest]): Stack[] => {
  const advice = driver === 'lavapipe' ? 'apt-get install mesa-vulkan-drivers' : 'apt-get install chromium';
  const [dawn, deno] = [installed('webgpu'), installed('deno')];
  const stack = (
    name: string,
    path: string | null,
    check: (path: string, driver: string) => Promise<Checked>,
  ): Stack => ({
    name: `${name}, ${driver}`,
    check: path === null || manifest === null ? null : () => check(path, manifest),
    advice: manifest === null ? advice : 'npm could not install it',
  });
  return [
    stack('Dawn in Node', dawn, (path, found) =>
      checkIn(process.execPath, ['--experimental-wasm-relaxed-simd'], ['--dawn', path], found),
    ),
    stack('wgpu in Deno', deno, (path, found) =>
      checkIn(path, ['run', '-A', '--unstable-webgpu'], [], found),
    ),
  ];
});

/** Each takes the driver that it finds: Chromium brings SwiftShader along, Firefox asks Vulkan. */
const inBrowser = [
  { engine: chromiumEngine, driver: 'SwiftShader' },
  { engine: firefoxEngine, driver: 'lavapipe' },
].map(
  ({ engine: { name, launch, advice }, driver }): Stack => ({
    name: `${name}, ${driver}`,
    check: launch === null ? null : () => checkOnPage(launch),
    advice,
  }),
);

const rows: string[][] = [];
afterAll(() => console.info(`\n${alignedTable([['stack', ...gpuCheckParts], ...rows])}`));

it.for([...withoutBrowser, ...inBrowser])(
  '$name computes right',
  async ({ name, check, advice }, { skip }) => {
    if (check === null) {
      rows.push([name, 'absent']);
      return skip(`${name} is not there: ${advice}`);
    }
    const { report, outcomes } = await check();
    rows.push([name, ...outcomes]);
    await mkdir('build/gpus/reports', { recursive: true });
    await writeFile(`build/gpus/reports/${name.replaceAll(/[^a-z]+/gi, '-')}.txt`, `${report}\n`);
    console.info(`\n${name}\n${report}`);
    expect(outcomes).toHaveLength(gpuCheckParts.length);
    expect(
      outcomes.filter((outcome) => outcome === 'wrong' || outcome === 'none'),
      report,
    ).toEqual([]);
  },
);
