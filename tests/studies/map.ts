/**
 * `npm run map [-- FROM-TO]`: trains the set-ups of the map, and writes what each contestant reached into `app/recorded/setUps.json`;
 * with `--variation NAME` the first of them compared in another way, into `setUps-NAME.json`, and what the sentences become then into
 * `otherWays.json`. A command that is stopped goes on where it was; several may share a file, or train a share each (`--shard 2/8
 * --file PART`) and be put together (`--add PART`). `--again N` trains N recorded set-ups once more and compares every number.
 */
import { countOption } from '../../src/cli/arguments.ts';
import { replaceFile } from '../../src/cli/outputFile.ts';
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { mean } from '../../src/core/lists.ts';
import { createStream } from '../../src/core/random.ts';
import { setComparison } from '../../src/experiment/edit.ts';
import { linkOfAll } from '../../src/experiment/link/link.ts';
import { readingsOf, type SetUpReading } from '../../src/studies/map/readings.ts';
import {
  type BestNetwork,
  type RecordedMap,
  type RecordedSetUp,
  readRecordedMap,
} from '../../src/studies/map/recordedMap.ts';
import { findingsIn, type OtherWay } from '../../src/studies/map/sentences.ts';
import { text } from '../../src/text/text.ts';
import { mapPopulation, setUpAt } from './population/population.ts';
import { trainSetUp, type VariationName, variations } from './population/training.ts';
import { readRecorded, runStudy, type StudyArguments, type StudyReport } from './study.ts';

/** Until the first set-up has been timed. */
const usualSeconds = 60;
const waysFile = 'app/recorded/otherWays.json';

await runStudy(
  {
    '--variation': Object.keys(variations).join(', '),
    '--shard': 'a share of the work, such as 2/8',
    '--file': 'a file',
    '--add': 'a file',
    '--again': text.cli.aNumber,
  },
  async (args) => {
    const variation = variationIn(args);
    const suffix = variation === 'bestSize' ? '' : `-${variation}`;
    const file = args.options.get('--file') ?? `app/recorded/setUps${suffix}.json`;
    for (const part of args.lists.get('--add') ?? []) await addSetUps(file, (await readMap(part)).setUps);
    return withRunner({ backend: 'wasm', numWorkers: args.numWorkers ?? 1 }, (runner) =>
      args.options.has('--again')
        ? trainAgain(args, variation, file, runner)
        : trainMissing(args, variation, file, runner),
    );
  },
);

async function trainMissing(
  args: StudyArguments,
  variation: VariationName,
  file: string,
  runner: CommandRunner,
): Promise<StudyReport> {
  const wanted = wantedKeys(args, variations[variation].size);
  const before = (await readMap(file)).setUps;
  const missing = wanted.filter((key) => !before.some((one) => one.key === key));
  const each = before.length === 0 ? usualSeconds : mean(before.map(({ seconds }) => seconds));
  await args.say(
    `${missing.length} of ${wanted.length} set-ups to train, about ${((missing.length * each) / 3600).toFixed(1)} h of one core.\n`,
  );
  let numTrained = 0;
  for (const key of missing) {
    // Another command may have trained it meanwhile.
    if ((await readMap(file)).setUps.some((one) => one.key === key)) continue;
    const setUp = await trainedSetUp(key, variation, runner);
    await addSetUps(file, [setUp]);
    numTrained++;
    await args.say(
      `${key}: ${setUp.seconds} s, ${missing.length - numTrained} left, ${args.seconds().toFixed(0)} s so far\n`,
    );
  }
  const readings = readingsOf(await readMap(file));
  if (variation !== 'bestSize' && readings.length === variations[variation].size)
    await keepFindings(variation, readings);
  return {
    json: { numTrained },
    summary: `${file}: ${numTrained} set-ups, ${args.seconds().toFixed(0)} s.\n`,
    isSound: true,
  };
}

async function trainedSetUp(
  key: number,
  variation: VariationName,
  runner: CommandRunner,
): Promise<RecordedSetUp> {
  const { budget, choices } = variations[variation];
  const experiment = setComparison(setUpAt(mapPopulation, key), { budget });
  const before = process.cpuUsage();
  const best = await trainSetUp(experiment, runner, choices);
  const seconds = Math.ceil(process.cpuUsage(before).user / 1e6);
  return { key, config: linkOfAll(experiment), seconds, best: best.map((ofCard) => ofCard.map(rounded)) };
}

/** Enough digits for log ratios of a hundredth of a per cent. */
function rounded({ losses, ...chosen }: BestNetwork): BestNetwork {
  return { ...chosen, losses: losses.map((loss) => Number(loss.toPrecision(5))) };
}

async function trainAgain(
  args: StudyArguments,
  variation: VariationName,
  file: string,
  runner: CommandRunner,
): Promise<StudyReport> {
  const { setUps } = await readMap(file);
  const numWanted = countOption(args, '--again', 10, 1);
  const order = createStream('map', 'again', setUps.length).permutation(setUps.length);
  const different: number[] = [];
  const chosen = [...order].slice(0, numWanted).flatMap((place) => setUps[place] ?? []);
  for (const recorded of chosen) {
    const { best } = await trainedSetUp(recorded.key, variation, runner);
    const isSame = JSON.stringify(best) === JSON.stringify(recorded.best);
    if (!isSame) different.push(recorded.key);
    await args.say(`${recorded.key}: ${isSame ? 'the same numbers' : 'OTHER NUMBERS'}\n`);
  }
  const summary = `${chosen.length} set-ups trained again, ${different.length} with other numbers.\n`;
  return {
    json: { trained: chosen.map(({ key }) => key), different },
    summary,
    isSound: different.length === 0,
  };
}

async function keepFindings(way: OtherWay, setUps: readonly SetUpReading[]): Promise<void> {
  await replaceFile(waysFile, async () => {
    const others = await readRecorded(waysFile, (written): object => JSON.parse(written), {});
    return `${JSON.stringify({ ...others, [way]: findingsIn(setUps) }, null, 2)}\n`;
  });
}

/** Throws a `UserError` for what is no range or share. */
function wantedKeys({ positions, options }: StudyArguments, size: number): readonly number[] {
  const [range = `0-${size - 1}`] = positions;
  const [, from, to] = /^(\d+)-(\d+)$/.exec(range)?.map(Number) ?? [];
  if (from === undefined || to === undefined || to >= size || from > to)
    throw new UserError(`"${range}" is no range of set-ups. They are numbered 0-${size - 1}.`);
  const given = options.get('--shard') ?? '1/1';
  const [, share, numShares] = /^(\d+)\/(\d+)$/.exec(given)?.map(Number) ?? [];
  if (share === undefined || numShares === undefined || share < 1 || share > numShares)
    throw new UserError(`--shard must be a share such as 2/8; got "${given}".`);
  const keys = Array.from({ length: to - from + 1 }, (_, place) => from + place);
  return keys.filter((_, place) => place % numShares === share - 1);
}

/** Throws a `UserError` for one that there is not. */
function variationIn({ options }: StudyArguments): VariationName {
  const given = options.get('--variation') ?? 'bestSize';
  const names = Object.keys(variations) as readonly VariationName[];
  const known = names.find((name) => name === given);
  if (known !== undefined) return known;
  throw new UserError(`There is no variation "${given}". There are ${names.join(', ')}.`);
}

async function readMap(file: string): Promise<RecordedMap> {
  return readRecorded(file, readRecordedMap, { backend: 'wasm', setUps: [] });
}

/** Those that are there already stay as they are. */
async function addSetUps(file: string, added: readonly RecordedSetUp[]): Promise<void> {
  await replaceFile(file, async () => {
    const { backend, setUps } = await readMap(file);
    const others = added.filter(({ key }) => setUps.every((one) => one.key !== key));
    return writtenMap({ backend, setUps: [...setUps, ...others].toSorted((a, b) => a.key - b.key) });
  });
}

/** A line per set-up, so that a change of one is seen as one. */
function writtenMap({ setUps, ...made }: RecordedMap): string {
  const lines = setUps.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  return `${JSON.stringify(made).slice(0, -1)},\n  "setUps": [\n${lines}\n  ]\n}\n`;
}
