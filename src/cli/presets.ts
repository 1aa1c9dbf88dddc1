/**
 * `npm run presets -- [PRESET ...] [--seeds 1,2,3]`: trains every preset with several seeds and prints the evidence for what
 * it says of itself. Exit code 1 when an overall interval is too wide to tell anything, or a claim does not hold.
 */
import { UserError } from '../core/errors.ts';
import { type Preset, presetOf, presets } from '../presets/presets.ts';
import { text } from '../text/text.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { print } from './command.ts';
import { isSound, type PresetReport, presetReport } from './presetReport.ts';
import { presetReportLines } from './presetReportLines.ts';
import { runTrainingCommand, withRunner } from './trainRun.ts';

const words = text.presetReport;

await runTrainingCommand(async (argv) => {
  const args = parseArguments(argv, { '--seeds': words.someSeeds });
  const seeds = seedsOf(args);
  const reports: PresetReport[] = [];
  await withRunner(args, async (runner) => {
    for (const preset of chosenPresets(args)) {
      const report = await presetReport(preset, seeds, runner);
      if (!args.json) await print(`${presetReportLines(preset, report)}\n`);
      reports.push(report);
    }
  });
  const numSound = reports.filter(isSound).length;
  await print(args.json ? `${JSON.stringify(reports)}\n` : `${words.summary(numSound, reports.length)}\n`);
  return numSound === reports.length ? 0 : 1;
});

function chosenPresets({ positions }: Arguments): readonly Preset[] {
  if (positions.length === 0) return presets;
  const known = presets.map(({ id }) => id).join(', ');
  return positions.map((id) => {
    const preset = presetOf(id);
    if (preset === undefined) throw new UserError(`${words.unknownPreset(id, known)} ${words.usage}`);
    return preset;
  });
}

function seedsOf({ options }: Arguments): readonly number[] {
  const given = options.get('--seeds') ?? '1,2,3';
  if (!/^\d{1,6}(,\d{1,6})*$/.test(given)) throw new UserError(words.seedsValue(given));
  return [...new Set(given.split(',').map(Number))];
}
