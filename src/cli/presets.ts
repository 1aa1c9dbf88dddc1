/**
 * `npm run presets -- [PRESET ...] [--seeds 1,2,3] [--keep]`: trains every preset with several seeds and prints the evidence for
 * what it says of itself; `--keep` writes into `app/recorded/presetProof.json` on how many of them all of it held, for the page to
 * say. Exit code 1 when an overall interval is too wide to tell anything, or a claim does not hold on five of six.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import { referenceOf } from '../experiment/comparison.ts';
import { type Claim, halfWidth } from '../presets/claims.ts';
import { type Preset, presetOf, presets } from '../presets/presets.ts';
import { formatPercent } from '../text/format.ts';
import { text } from '../text/text.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { cardName, gainText, print, runCommand, tableOf } from './command.ts';
import {
  isEnough,
  isSound,
  maxHalfWidth,
  numHeld,
  type PresetReport,
  type PresetRun,
  presetReport,
} from './presetReport.ts';
import { withRunner } from './trainRun.ts';

const words = text.presetReport;

const proofFile = 'app/recorded/presetProof.json';

const { betterIn, conclusion } = text.answer;

await runCommand(async (argv) => {
  const args = parseArguments(argv, { '--seeds': words.someSeeds, '--keep': null });
  const seeds = seedsOf(args);
  const reports: PresetReport[] = [];
  await withRunner(args, async (runner) => {
    for (const preset of chosenPresets(args)) {
      const report = await presetReport(preset, seeds, runner);
      if (!args.json) await print(`${presetReportLines(preset, report)}\n`);
      if (args.options.has('--keep')) await keepProof(report, seeds);
      reports.push(report);
    }
  });
  const numSound = reports.filter(isSound).length;
  await print(args.json ? `${JSON.stringify(reports)}\n` : `${words.summary(numSound, reports.length)}\n`);
  return numSound === reports.length ? 0 : 1;
});

/** What is known of the other presets stays. */
async function keepProof(report: PresetReport, seeds: readonly number[]): Promise<void> {
  const written: unknown = JSON.parse(await readFile(proofFile, 'utf8').catch(() => '{}'));
  const proof = { ...Object(written), [report.id]: { held: numHeld(report), seeds } };
  // Lists of seeds on one line, as the formatter has them.
  const lines = JSON.stringify(proof, null, 2).replace(/\[[\s\d,]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
  await writeFile(proofFile, `${lines}\n`);
}

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

/** A table and sentences, each line with its break. */
function presetReportLines(preset: Preset, { linkLength, runs, claims }: PresetReport): string {
  const widths = runs.flatMap(({ halfWidth }) => halfWidth ?? []);
  return [
    `${words.heading(preset.id, preset.title, linkLength)}\n`,
    tableOf([[...words.header], ...runs.flatMap((run) => rowsOf(preset, run))]),
    ...runs.flatMap(({ points }) =>
      points.map(({ value, gains }) => {
        const found = gains.map(({ cardId, overall }) => `${cardId} ${gainText(overall)}`);
        return `${words.sweptGain(value, found.join(' · '))}\n`;
      }),
    ),
    widths.length === 0 ? '' : widestLine(Math.max(...widths)),
    ...claims.map(
      ({ claim, seeds }) =>
        `${words.claim(claimText(claim, preset), isEnough(seeds.length, runs.length), seeds.length, runs.length)}\n`,
    ),
  ].join('');
}

function widestLine(widest: number): string {
  const sentence = words.halfWidths(formatPercent(widest), formatPercent(maxHalfWidth));
  return `${sentence}${widest < maxHalfWidth ? '' : ` ${words.tooWide}`}\n`;
}

function rowsOf({ experiment }: Preset, { seed, seconds, cards }: PresetRun): readonly (readonly string[])[] {
  return cards.map(({ id, gain, overall, alarms }, index) => [
    `${seed}  ${cardName(experiment, id)}`,
    gain === null ? '' : gainText(gain),
    overall === null ? '' : gainText(overall.gain),
    overall === null ? '' : formatPercent(halfWidth(overall.gain)),
    overall === null ? '' : betterIn(overall.numBetter, overall.gain.n),
    overall === null ? '' : conclusion(overall.conclusion),
    alarms === null ? '' : String(alarms.length),
    index === 0 ? seconds.toFixed(0) : '',
  ]);
}

/** The claim as a sentence, with the names of this preset. */
function claimText(claim: Claim, { experiment }: Preset): string {
  const taskName = (task: number | null) =>
    task === null ? words.overall : (experiment.tasks[task]?.name ?? '');
  const nameOf = (id: string) => cardName(experiment, id);
  switch (claim.kind) {
    case 'verdict':
      return words.verdict(
        nameOf(referenceOf(experiment)?.id ?? ''),
        nameOf(claim.against),
        taskName(claim.task),
        claim.is,
      );
    case 'gain':
      return words.gain(nameOf(claim.card), taskName(claim.task), claim.is);
    case 'leans':
      return words.leans(
        nameOf(claim.card),
        claim.level + 1,
        taskName(claim.task),
        taskName(claim.on),
        formatPercent(claim.share),
      );
    case 'noAlarm':
      return words.noAlarm;
    case 'alarm':
      return words.alarm(nameOf(claim.card), claim.alarm);
    case 'swept':
      return words.swept(nameOf(claim.card), claim.value, claim.is);
    default:
      return claim satisfies never;
  }
}
