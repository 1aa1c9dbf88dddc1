/**
 * `npm run -s check:tree`: the size and shape of the tree in numbers, with `--json` as one JSON object. It fails where a number is beyond
 * its limit, and where ARCHITECTURE.md tells other ways through the tree than those below; `--write` writes them there. `npm run -s
 * check:tree -- FOLDER` measures another checkout of the project; what only this tree's rules and ways can tell is left out there.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordsOf } from './words.mjs';

/**
 * The files whose code a value passes through, in order, on the WASM backend; a file that is passed twice stands where it is
 * passed first. Files that only declare types, or only wire others together, do not count. Beside every file stands the
 * identifier by which it hands the value on, which another file of the way must contain as well.
 */
const ways = {
  'a batch through a training step': `
    src: data/batches.ts next, train/deviceData.ts nextRows, train/steps.ts batch
    src/kernels: gatherBatch/gatherBatch.ts run, operation.ts kernelName
    src/kernels: gatherBatch/gatherBatchWasm.ts gatherBatch, wasm/heap.ts call, gatherBatch/gatherBatch.as.ts gatherBatch
    src: train/cardTrainer.ts batch, network/network.ts forward, network/forward.ts groupedDense
    src/kernels/groupedDense: groupedDense.ts run, groupedDenseWasm.ts groupedDense, groupedDense.as.ts product
    src/kernels/wasm: panels.as.ts packPanels, product.as.ts fiveRows, blocks.as.ts multiplyAdd, simd.as.ts storeLow
    src/kernels/gatedMix: gatedMix.ts run, gatedMixWasm.ts gatedMix, gatedMix.as.ts softmaxRows, softmax.as.ts softmaxRows
    src/kernels/taskLoss: taskLoss.ts run, taskLossWasm.ts taskLossGrad, taskLoss.as.ts taskLossGrad
    src/kernels/gatedMix: rowProducts.as.ts mixRows
    src/kernels/adam: adam.ts run, adamWasm.ts adamStep, adam.as.ts adamStep`,
  'a slider value from the form to the trainer': `
    app: config/correlation/GroupSliders.tsx withGroup, state/useEdit.ts edit
    src: experiment/matrix.ts withGroup, experiment/fields.ts correlationField
    src: schema/numberFields.ts fieldOfKind, schema/field.ts fieldOfKind, experiment/edit.ts setMatrix
    app/state: stores/experimentStore.ts experiment, run/runController.ts send, createPlayground.ts trainedExperimentOf
    src: experiment/derived/trained.ts trainedExperimentOf
    src/session/client: workerSession.ts postMessage, workerRunMemory.ts commandsToGoOn
    src: session/engine/runManager.ts EngineRun, session/engine/run.ts setUpRun
    src/session/engine: runSetUp.ts createTrainer
    src: train/trainer.ts createTrainer`,
  'a gate weight from kernel to heat map': `
    src/kernels: gatedMix/softmax.as.ts storeLow, wasm/simd.as.ts storeLow, gatedMix/gatedMix.as.ts gates
    src/kernels: gatedMix/gatedMixWasm.ts gates, wasm/heap.ts output
    src: kernels/operation.ts run, kernels/gatedMix/gatedMix.ts gates, network/forward.ts gates
    src/train: heldOutPasses.ts gates, evaluation.ts gateMean, cardTrainer.ts evaluate
    src: train/trainer.ts evaluate, session/engine/runLoop.ts emit, session/engine/run.ts emit
    src/session: engine/runManager.ts postMessage, client/workerSession.ts subscribe
    app/state/run: runController.ts statusAfter, runStatus.ts runAfter
    src/run: run.ts runAfter, history.ts evaluationAt
    app: state/playground.ts useNetworks, view/useCards.ts useGatedCards
    app: panels/gates/GatesPanel.tsx GateHeatMap
    app/charts/gates: GateHeatMap.tsx HeatGrid
    src/analysis: gateMatrix.ts weightRangesOf, gateWeights.ts gateMean, statistics.ts rangeOf
    app/charts: gates/HeatGrid.tsx paintOf, base/colorScale.ts paintOf`,
  'a held-out loss from logits to the verdict': `
    src/train: heldOutPasses.ts logits, replayedPasses.ts createHeldOutPasses, evaluation.ts evaluateNetwork, cardTrainer.ts evaluateNetwork
    src: analysis/metrics.ts meanSquaredError, train/trainer.ts evaluate, session/engine/runLoop.ts emit
    src/session: engine/run.ts emit, engine/runManager.ts postMessage, client/workerSession.ts subscribe
    app/state/run: runController.ts statusAfter, runStatus.ts runAfter
    src: run/run.ts reportableAfter, run/reportable.ts afterEvaluation, analysis/reported.ts reportedOf
    app: state/playground.ts useNetworks, view/useCards.ts summaryOf
    src: run/summary.ts verdictOf, analysis/verdict.ts gainOf, analysis/pairs.ts tInterval
    src: analysis/statistics.ts tInterval, report/verdictWords.ts verdictSentence
    app/panels/verdict: VerdictPanel.tsx verdictSentence`,
  'a cell of a CSV file to a batch': `
    src/table: fileBytes.ts decodedText, csv/parseTable.ts createTableBuilder
    src/table: tableBuilder.ts createColumnBuilders, columnBuilder.ts numberIn
    src/table: importer/importer.ts packedTable, packedTable.ts unpackedTable
    app: ownData/importController.ts importer, ownData/importState.ts keepFile, state/stores/fileStore.ts fileFor
    app/state: createPlayground.ts fileFor
    src: session/client/workerSession.ts postMessage, session/engine/runManager.ts EngineRun
    src: session/engine/run.ts setUpRun, session/engine/runSetUp.ts unpackedTable, train/replicaData.ts replicaInParts
    src: data/sources/table.ts inputsOf, table/split.ts TableSplit, table/encode.ts Encoding, table/encodedRows.ts inputsOf
    src: data/resplit.ts dealtFor, train/deviceData.ts createBatchStream, data/batches.ts createBatchStream`,
  'a key of a link to the trained experiment': `
    app/state/link: linkSync.ts readLink
    src/experiment: link/link.ts readLink, link/entries.ts entriesOf, link/text.ts unescaped, link/migrations.ts migrated
    src: schema/readFields.ts readFields, schema/numberFields.ts fieldOfKind, schema/field.ts fieldOfKind, experiment/fields.ts numberField
    app/state: stores/experimentStore.ts experiment, run/runController.ts send, createPlayground.ts trainedExperimentOf
    src: experiment/derived/trained.ts trainedExperimentOf`,
};

const ownTree = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const tree = resolve(args.find((arg) => !arg.startsWith('--')) ?? ownTree);
const isOwn = relative(ownTree, tree) === '';

/** @param {string} file */
const read = (file) => readFileSync(join(tree, file), 'utf8');

/** @param {string} way */
function filesOnWay(way) {
  const steps = [...way.matchAll(/^ *(\S+): (.*)$/gm)].flatMap(([, folder = '', files = '']) =>
    files.split(', ').map((step) => {
      const [name = '', identifier = ''] = step.split(' ');
      return { file: `${folder}/${name}`, identifier, code: read(`${folder}/${name}`) };
    }),
  );
  for (const { file, identifier } of steps) {
    const isIn = steps.filter(({ code }) => new RegExp(`\\b${identifier}\\b`).test(code));
    if (isIn.length < 2 || !isIn.some((step) => step.file === file))
      throw new Error(`${file} hands nothing on by '${identifier}': correct the way in tests/tree.mjs.`);
  }
  return steps.map(({ file }) => file);
}

/**
 * A way in words: its files, those of one folder together.
 *
 * @param {string} name
 * @param {readonly string[]} filesOfWay
 */
function wayInWords(name, filesOfWay) {
  /** @type {{ readonly folder: string; readonly names: string[] }[]} */
  const stretches = [];
  for (const file of filesOfWay) {
    const folder = dirname(file);
    const last = stretches.at(-1);
    const stretch = last?.folder === folder ? last : { folder, names: [] };
    if (stretch !== last) stretches.push(stretch);
    stretch.names.push(basename(file).replace(/[.](ts|tsx)$/, ''));
  }
  const parts = stretches.map(({ folder, names }) =>
    names.length === 1 ? `\`${folder}/${names}\`` : `\`${folder}/{${names}}\``,
  );
  return `- ${name.replace(/^./, (letter) => letter.toUpperCase())}, ${filesOfWay.length} files: ${parts.join(', ')}.`;
}

/**
 * Holds the ways that ARCHITECTURE.md tells, between its marks, against those of this file.
 *
 * @param {readonly string[]} ways in words
 * @param {boolean} writes
 */
function checkWays(ways, writes) {
  const file = join(ownTree, 'ARCHITECTURE.md');
  const text = readFileSync(file, 'utf8');
  const [before = '', told = '', after = ''] = text.split(/<!-- ways[^>]*-->\n/);
  const now = `${ways.join('\n')}\n`;
  if (told === now) return [];
  if (!writes) return ['ARCHITECTURE.md tells other ways: `npm run -s check:tree -- --write` writes them.'];
  const mark = '<!-- ways, written by npm run -s check:tree -- --write -->\n';
  writeFileSync(file, `${before}${mark}${now}${mark}${after}`);
  return [];
}

/** Import cycles of another tree, type imports among them. Of this one `check:layers` lets none pass. */
function cyclesElsewhere() {
  const bin = join(ownTree, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(ownTree, '.dependency-cruiser.cjs');
  const options = ['--config', config, '--output-type', 'json', 'src', 'app'];
  const { stdout } = spawnSync(process.execPath, [bin, ...options], { cwd: tree, maxBuffer: 2 ** 28 });
  /** @type {{ cycle?: { name: string }[] }[]} */
  const violations = JSON.parse(stdout.toString()).summary.violations;
  const cycles = violations.flatMap(({ cycle = [] }) => `${cycle.map(({ name }) => name).sort()}` || []);
  return { 'import cycles, type imports included': new Set(cycles).size };
}

const files = ['src', 'app']
  .flatMap((half) => readdirSync(join(tree, half), { recursive: true }).map((name) => `${half}/${name}`))
  .filter((name) => /[.](ts|tsx|css|mjs|py)$/.test(name))
  .map((name) => ({ name, code: read(name), folder: dirname(name) }));
/** @param {{ readonly code: string }} file */
const linesOf = ({ code }) => code.split('\n').length - 1;
/** @param {{ readonly name: string }} file */
const isTranslation = ({ name }) => /^src\/text\/(?!en\/)[a-z]{2}\//.test(name);
const own = files.filter((file) => !isTranslation(file));
const lines = own.map(linesOf);
/** @param {string} folder */
const sizeOf = (folder) => files.filter((file) => file.folder === folder).length;
const largest = files.map(({ folder }) => folder).reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
const loadedLater = files
  .filter(({ folder }) => folder.startsWith('app'))
  .flatMap(({ code, folder }) => (code.match(/(?<=import\(').+?(?=')/g) ?? []).map((to) => join(folder, to)));
const words = wordsOf(tree);
const found = {
  'files in src and app, without translations': own.length,
  'lines in them': lines.reduce((sum, count) => sum + count, 0),
  'lines of translations': files.filter(isTranslation).reduce((sum, file) => sum + linesOf(file), 0),
  'files of at most 25 lines': lines.filter((count) => count <= 25).length,
  'largest folder': largest,
  'files in the largest folder': sizeOf(largest),
  'names that two files export for different things': words.names.length,
  'doc comments that begin with a preposition, What or Whether': words.comments.length,
  'parts of the page loaded later': new Set(loadedLater).size,
  ...(isOwn
    ? Object.fromEntries(Object.entries(ways).map(([name, way]) => [name, filesOnWay(way)]))
    : cyclesElsewhere()),
};

/** The largest numbers that the check lets pass. */
const limits = {
  'files in the largest folder': 25,
  'names that two files export for different things': 0,
  'doc comments that begin with a preposition, What or Whether': 20,
};
const tooMany = Object.entries(limits).flatMap(([name, limit]) => {
  const number = Number(Object.entries(found).find(([key]) => key === name)?.[1] ?? 0);
  return number > limit ? [`${name}: ${number}, at most ${limit} are let pass.`] : [];
});
const waysNow = () => Object.entries(ways).map(([name, way]) => wayInWords(name, filesOnWay(way)));
const faults = isOwn ? [...tooMany, ...checkWays(waysNow(), args.includes('--write'))] : [];

const report = Object.entries(found).map(([name, value]) => {
  if (!Array.isArray(value)) return `${name}: ${value}`;
  return `${name}: ${value.length} files, ${value.filter((file) => file.includes('kernels')).length} of them in src/kernels`;
});
process.stdout.write(`${args.includes('--json') ? JSON.stringify(found, null, 2) : report.join('\n')}\n`);
for (const fault of faults) process.stderr.write(`✗ ${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
