/**
 * `npm run study -- presets [PRESET ...] [--seeds 1,2,3] [--keep]`: trains every preset with several seeds and prints the evidence for
 * what it says of itself; `--keep` writes into `app/recorded/presetProof.json` on how many of them all of it held, for the page to
 * say. Exit code 1 when an overall interval is too wide to tell anything, or all claims together do not hold on five of six.
 * `--sizes` prints a table instead: who is best in each preset and in the opening experiment as it is, at equal parameters and at
 * best sizes, and on how many seeds each claim holds then.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { gainOf, pairedRatios } from '../../src/analysis/pairs.ts';
import { bonferroniLevel } from '../../src/analysis/statistics.ts';
import { alignedTable, cardName, gainText } from '../../src/cli/command.ts';
import { withRunner } from '../../src/cli/trainRun.ts';
import { mean } from '../../src/core/lists.ts';
import { isUnseenBaseline } from '../../src/experiment/cardIds.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { setComparison } from '../../src/experiment/edit.ts';
import type { CardSummary } from '../../src/run/summary.ts';
import {
  type ClaimEvidence,
  halfWidth,
  isClaimTrue,
  type PresetClaim,
} from '../../src/teach/presets/claims.ts';
import type { Preset } from '../../src/teach/presets/presets.ts';
import { formatPercent } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import {
  evidenceOf,
  heldText,
  isSound,
  maxHalfWidth,
  numHeld,
  type PresetReport,
  type PresetRun,
  presetReport,
} from './presetReport.ts';
import { presetsIn, runStudy, type StudyArguments, type StudyReport, seedsIn, seedsOption } from './study.ts';

const usage =
  'Usage: npm run study -- presets [PRESET ...] [--seeds 1,2,3] [--keep | --sizes] [--backend wasm|cpu] [--workers N] [--json]';
const header = [
  'seed, card',
  'gain over single-task',
  'reference lower by',
  'half-width',
  'better in',
  'verdict',
  'alarms',
  'seconds',
];
const findings = {
  better: 'better than',
  worse: 'worse than',
  unclear: 'not clearly different from',
  notBetter: 'not clearly better than',
  notWorse: 'not clearly worse than',
  above: 'on average better than',
  below: 'on average worse than',
} as const;
const alarmNames = {
  collapse: 'collapse',
  degradation: 'degradation',
  underFitting: 'under-fitting',
} as const;

const proofFile = 'app/recorded/presetProof.json';

const { betterIn, conclusion } = text.answer;

await runStudy({ ...seedsOption, '--keep': null, '--sizes': null }, async (args) => {
  const seeds = seedsIn(args);
  const chosen = presetsIn(args, usage);
  if (args.options.has('--sizes')) return comparedSizes(chosen, seeds, args);
  const reports: PresetReport[] = [];
  await withRunner(args, async (runner) => {
    for (const preset of chosen) {
      const report = await presetReport(preset, seeds, runner);
      await args.say(`${presetReportLines(preset, report)}\n`);
      if (args.options.has('--keep')) await keepProof(report, seeds);
      reports.push(report);
    }
  });
  const numSound = reports.filter(isSound).length;
  return {
    json: reports,
    summary: `${numSound} of ${reports.length} presets show what they say.\n`,
    isSound: numSound === reports.length,
  };
});

type SizedPreset = Pick<Preset, 'id' | 'experiment' | 'claims' | 'sweep'>;

async function comparedSizes(
  chosen: readonly SizedPreset[],
  seeds: readonly number[],
  args: StudyArguments,
): Promise<StudyReport> {
  const opening = { id: 'opening', experiment: defaultExperiment(), claims: [], sweep: null };
  const rows = [['preset', 'compared', 'seed', 'best', 'over', 'by', 'claims held', 'do not hold']];
  await withRunner(args, async (runner) => {
    for (const preset of [opening, ...chosen])
      for (const budget of new Set([
        preset.experiment.comparison.budget,
        'equalParameters',
        'bestSize',
      ] as const))
        for (const seed of seeds) {
          const sized = { ...preset, experiment: setComparison(preset.experiment, { budget }) };
          const found = bestOf(sized, await evidenceOf(sized, seed, runner));
          rows.push([preset.id, budget, String(seed), ...found]);
          await args.say(`${args.seconds().toFixed(0)} s: ${rows.at(-1)?.join(' | ')}\n`);
        }
  });
  return { json: rows, summary: alignedTable(rows), isSound: true };
}

/** The network with the lowest losses against the next one, with its share of the widths, and what becomes of the claims. */
function bestOf({ claims }: SizedPreset, evidence: ClaimEvidence): readonly string[] {
  const { experiment, summary } = evidence;
  const all = [...summary.cards, ...summary.baselines.filter(({ cardId }) => isUnseenBaseline(cardId))];
  const ratios = (one: CardSummary | undefined, other: CardSummary | undefined) =>
    pairedRatios(one?.reported.losses ?? [], other?.reported.losses ?? [], experiment.tasks.length).overall;
  const [best, next] = all.toSorted((a, b) => mean(ratios(b, a)) - mean(ratios(a, b)));
  const gain = gainOf(ratios(best, next), bonferroniLevel(all.length - 1), summary.rules.overlap);
  const nameOf = ({ cardId, sizeFactor }: CardSummary) =>
    `${isUnseenBaseline(cardId) ? 'single-task' : cardName(experiment, cardId)}${sizeFactor === null ? '' : ` x${sizeFactor}`}`;
  const failing = claims.filter((claim) => !isClaimTrue(claim, evidence));
  return [
    ...[best, next].map((one) => (one === undefined ? '' : nameOf(one))),
    gainText(gain),
    `${claims.length - failing.length} of ${claims.length}`,
    failing.map((claim) => claimText(claim, evidence)).join('; '),
  ];
}

/** Keeps what is known of the other presets. */
async function keepProof(report: PresetReport, seeds: readonly number[]): Promise<void> {
  const written: unknown = JSON.parse(await readFile(proofFile, 'utf8').catch(() => '{}'));
  const proof = { ...Object(written), [report.id]: { held: numHeld(report), seeds } };
  // Lists of seeds on one line, as the formatter has them.
  const lines = JSON.stringify(proof, null, 2).replace(/\[[\s\d,]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
  await writeFile(proofFile, `${lines}\n`);
}

/** A table and sentences, each line with its break. */
function presetReportLines(preset: Preset, { linkLength, runs, claims }: PresetReport): string {
  const widths = runs.flatMap(({ halfWidth }) => halfWidth ?? []);
  return [
    `${preset.id}: ${preset.title} (link of ${linkLength} characters)\n`,
    alignedTable([header, ...runs.flatMap((run) => rowsOf(preset, run))]),
    ...runs.flatMap(({ points }) =>
      points.map(({ key, gains }) => {
        const found = gains.map(({ cardId, overall }) => `${cardId} ${gainText(overall)}`);
        return `${key}: ${found.join(' · ')}\n`;
      }),
    ),
    widths.length === 0 ? '' : widestLine(Math.max(...widths)),
    ...claims.map(
      ({ claim, seeds }) => `${heldText(seeds.length, runs.length)}: ${claimText(claim, preset)}\n`,
    ),
    claims.length > 1 ? `${heldText(numHeld({ runs, claims }), runs.length)}: all of these together\n` : '',
  ].join('');
}

function widestLine(widest: number): string {
  const sentence = `Widest overall interval: ± ${formatPercent(widest)} (limit ${formatPercent(maxHalfWidth)}).`;
  return `${sentence}${widest < maxHalfWidth ? '' : ' TOO WIDE'}\n`;
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
function claimText(claim: PresetClaim, { experiment }: Pick<Preset, 'experiment'>): string {
  const taskName = (task: number | null) =>
    task === null ? 'overall' : (experiment.tasks[task]?.name ?? '');
  const nameOf = (id: string) => cardName(experiment, id);
  switch (claim.kind) {
    case 'verdict': {
      const reference = nameOf(referenceOf(experiment)?.id ?? '');
      return `${reference} is ${findings[claim.is]} ${nameOf(claim.against)}, ${taskName(claim.task)}`;
    }
    case 'gain': {
      const harm = claim.is === 'worse' ? ' (negative transfer)' : '';
      return `${nameOf(claim.card)} is ${findings[claim.is]} single-task, ${taskName(claim.task)}${harm}`;
    }
    case 'borrows': {
      const who = claim.pairs.map(
        ([task, from]) => `${taskName(task)} from ${from === null ? 'all others' : taskName(from)}`,
      );
      return `at level ${claim.level + 1}, ${claim.is} is borrowed than before training: ${who.join(', ')}`;
    }
    case 'native':
      return `native weights of ${nameOf(claim.card)} ${claim.is === 'moved' ? 'were learned' : 'never moved'}`;
    case 'bias':
      return `${nameOf(claim.card)} predicts ${claim.is === 'tooHigh' ? 'more' : 'less'} than the truth of ${taskName(claim.task)} on ${claim.population} rows`;
    case 'noAlarm':
      return 'no alarm';
    case 'alarm':
      return `${nameOf(claim.card)} has an alarm (${alarmNames[claim.alarm]})`;
    case 'swept':
      return `swept to ${claim.value}, ${nameOf(claim.card)} is ${findings[claim.is]} single-task`;
    default:
      return claim satisfies never;
  }
}
