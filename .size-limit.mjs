/**
 * Download budgets (gzip), read from the chunk graphs that the build writes. What counts is what a visitor loads, so each
 * budget is a set of chunks with everything they import, not a file name pattern.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ readonly file: string; readonly module: string | null; readonly isEntry: boolean;
 *   readonly imports: readonly string[]; readonly dynamicImports: readonly string[]; readonly css: readonly string[];
 *   readonly packages: readonly string[] }} Chunk
 */

/**
 * @param {string} name
 * @returns {ReadonlyMap<string, Chunk>}
 */
function chunkGraph(name) {
  const file = new URL(`build/${name}.json`, import.meta.url);
  if (!existsSync(file)) throw new Error(`build/${name}.json is missing: run "npm run build" first.`);
  /** @type {readonly Chunk[]} */
  const chunks = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(chunks.map((chunk) => [chunk.file, chunk]));
}

/**
 * The chunks themselves and everything they import statically, with their style sheets.
 *
 * @param {ReadonlyMap<string, Chunk>} graph
 * @param {Iterable<string>} roots
 * @returns {ReadonlySet<string>}
 */
function loadedWith(graph, roots) {
  const files = new Set(roots);
  for (const file of files) {
    const chunk = graph.get(file);
    for (const other of [...(chunk?.imports ?? []), ...(chunk?.css ?? [])]) files.add(other);
  }
  return files;
}

/**
 * @param {ReadonlyMap<string, Chunk>} graph
 * @param {(chunk: Chunk) => boolean} isWanted
 */
function filesOf(graph, isWanted) {
  return [...graph.values()].filter(isWanted).map((chunk) => chunk.file);
}

const page = chunkGraph('page');
const worker = chunkGraph('worker');

const firstPaint = loadedWith(
  page,
  filesOf(page, (chunk) => chunk.module === 'index.html'),
);
/** The parts of results bring the chart library; everybody sees them, since the page opens on a recorded run. */
const partsOfResults = ['app/panels/results.ts', 'app/panels/compare/ComparePanel.tsx'];
const withResults = loadedWith(
  page,
  filesOf(page, (chunk) => partsOfResults.includes(chunk.module ?? '')),
);
const results = [...withResults].filter((file) => !firstPaint.has(file));

/** A GPU visitor never loads the entry of another backend; code shared with it still counts through the imports. */
const otherBackends = ['@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-backend-cpu'];
const workerEntries = filesOf(worker, (chunk) => chunk.isEntry);
/** What a run needs only when somebody takes weights out of it or into it, looks at what was learned, or trains on a file. */
const onDemand = [
  ...['src/engine/train/weightTools.ts', 'src/engine/train/probe.ts', 'src/data/sources/table.ts'],
  ...['src/session/engine/rowPairing.ts', 'src/engine/train/linear/models.ts'],
];
const lazyWorkerChunks = [...worker.values()]
  .flatMap((chunk) => chunk.dynamicImports)
  .filter((file) => !onDemand.includes(worker.get(file)?.module ?? ''));
const lazyOnGpu = lazyWorkerChunks.filter((file) => {
  const packages = worker.get(file)?.packages ?? [];
  return (
    packages.includes('@tensorflow/tfjs-backend-webgpu') ||
    !packages.some((name) => otherBackends.includes(name))
  );
});
const workerOnGpu = loadedWith(worker, [...workerEntries, ...lazyOnGpu]);

/** @param {Iterable<string>} files */
const inDist = (files) => [...files].map((file) => `dist/${file}`);

const pageFiles = ['dist/index.html', 'dist/language.js', 'dist/theme.js', ...inDist(firstPaint)];

const articleFiles = loadedWith(
  page,
  filesOf(page, (chunk) => chunk.module === 'learn/index.html'),
);
const stills = readdirSync('dist/learn').filter((name) => name.startsWith('stills-'));

export default [
  {
    name: 'First paint of the article',
    path: [
      ...['dist/learn/index.html', 'dist/theme.js', ...stills.map((name) => `dist/learn/${name}`)],
      ...inDist(articleFiles),
    ],
    limit: '150 kB',
    gzip: true,
  },
  { name: 'First paint', path: pageFiles, limit: '150 kB', gzip: true },
  { name: 'Worker on the WebGPU path', path: inDist(workerOnGpu), limit: '210 kB', gzip: true },
  {
    name: 'First visit: these two and the parts of results',
    path: [...pageFiles, ...inDist(results), ...inDist(workerOnGpu)],
    limit: '600 kB',
    gzip: true,
  },
];
