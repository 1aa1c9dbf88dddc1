/** `npm run help`: prints every script of package.json, what it does and how long it takes on two cores. Plain Node. */
import { fileURLToPath } from 'node:url';

/** @typedef {readonly [use: string, does: string, takes: string]} Command `use` is the script's name and what may follow it. */

/** @type {Readonly<Record<string, readonly Command[]>>} */
export const commands = {
  'Use the page and its commands': [
    ['start', 'installs what is missing, builds, serves the page', 'a minute at first, then 20 s'],
    [
      'train -- PRESET',
      'trains without a browser; also a link, FILE.json or --csv FILE; --help',
      '2 to 10 s',
    ],
    ['sweep -- PRESET', 'measures the gain over single-task networks along one setting', 'says so first'],
    ['try -- PRESET', 'trains every architecture, each at its best size: train --compare-all', 'minutes'],
    ['export -- PRESET', 'trains and writes a PyTorch program with its weights', '2 to 10 s'],
    [
      'predict -- LINK',
      'trains on --csv FILE and predicts the rows of --predict NEW into --out FILE',
      '2 to 10 s',
    ],
    ['compare -- A.json B.json', 'says what changed from one result to another; --json', '1 s'],
    ['schema', 'prints the JSON Schema of an experiment, which is also beside the page', '1 s'],
    ['licences', 'lists the packages built into the page, with their licences', '1 s'],
    ['help', 'prints this list', 'at once'],
  ],
  'While you work': [
    ['dev', 'serves the sources and reloads while you edit; --mode zh for the Chinese page', '2 s'],
    ['build', 'builds the page into dist/, the Chinese one into dist/zh/, for any static host', '20 s'],
    ['format', 'formats the sources and sorts their imports', '2 s'],
    ['test', 'runs every check and every test', '7 min'],
    ['check', 'runs all checks', '90 s'],
    ['check:types', 'checks types', '15 s'],
    ['check:style', 'checks format and the order of imports', '4 s'],
    ['check:lint', 'lints with types; bans what differs between engines', '30 s'],
    ['check:layers', 'checks the order of folders, and import cycles', '8 s'],
    ['check:deadcode', 'finds files, exports and packages without a user', '4 s'],
    ['check:bundle', 'builds and checks the sizes of downloads', '15 s'],
    ['check:tree [-- FOLDER]', 'counts lines, words and circles of folders; --list names them', '5 s'],
  ],
  'Record what the page shows, and study our own claims': [
    ['study [-- NAME]', 'runs a study; without a name lists them', 'says so first'],
    ['picture', 'writes the pictures of README.md', '2 min'],
  ],
  'Measure speed, on a machine that does nothing else': [
    ['bench', 'times a step beside stock TensorFlow.js, and whole trainings; see BENCHMARKS.md', '10 min'],
    ['bench:against -- FOLDER', 'times trainings beside those of another built checkout, by turns', '10 min'],
    ['timings', 'measures how long the page keeps a hand waiting', '90 s'],
  ],
  'Test what takes long or needs more than npm test': [
    ['walk', 'looks for what overlaps, is cut or covered, in every place, look and language', '30 min'],
    ['screenshots', 'takes every place and state in every look into build/screenshots', '6 min'],
    [
      'faults',
      'plants faults and says which unit tests catch; --seed S --count N --at COMMIT',
      '15 s a fault',
    ],
    ['test:all [-- PART]', 'runs npm test, its thorough tests, and every longer one', '1 h'],
    ['test:pytorch', 'runs exported programs; --authors mtl_lib.py: also in the authors’ classes', '3 min'],
    ['test:bytes', 'trains on each backend, on one core and on all, and compares digests', '10 min'],
    ['test:engines', 'opens a link in Firefox and WebKitGTK beside Chromium and compares', '3 min'],
    ['test:gpus', 'checks the GPU stacks there are; GPU_PATIENCE=20 for slow ones; 220 MB', '20 min'],
    ['gpu-check', 'checks this machine’s GPU in Node and writes a report; --patience 20', '1 min'],
    ['test:soak', 'uses the built page at length; --minutes N, --random N, --leaks', '30 min'],
  ],
};

/** @type {readonly Command[]} Files of tests/studies by what may follow their names. */
export const studies = [
  ['record [PRESET]', 'trains the runs and sweeps of the page and its presets', '5 min'],
  ['article [--again]', 'trains the experiments of the article’s figures', '30 s'],
  ['files [NAME]', 'trains all architectures on public files of packages; --linear, --census PATH', '1 h'],
  ['paper FILE', 'trains the census experiment on the file of the paper’s public data', '20 min'],
  ['parity FOLDER', 'compares the engine with recorded results of the authors’ library', '3 s'],
  ['presets [PRESET]', 'trains presets with three seeds and tests their claims; --seeds 1,2,3', '10 min'],
  ['firstStep ROWS', 'times a log of so many rows up to its first step, and its memory', '20 s'],
];

export const studyLines = () => studies.map((one) => lineOf(one, '')).join('\n');

const notes = `
Options follow --. Times are those of two cores. train, sweep, try and the studies
presets and parity take --json (after npm run -s, which prints no header of npm's; sweep also --as-csv) and --backend wasm or cpu; all
but parity train on all cores, or on --workers N, with the same numbers. bench takes --json, --backend wasm or webgpu, --config
reference, small or large, and --part answer, steps, preview, architectures or curve.
`;

/** @param {Command} command @param {string} npm */
function lineOf(
  [use, does, takes],
  npm = /^(start|test)\b/.test(use) && !use.includes(':') ? 'npm ' : 'npm run ',
) {
  return `  ${`${npm}${use}`.padEnd(33)} ${does} (${takes})`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [title, list] of Object.entries(commands))
    process.stdout.write(`${title}\n${list.map((one) => lineOf(one)).join('\n')}\n\n`);
  process.stdout.write(notes.trimStart());
}
