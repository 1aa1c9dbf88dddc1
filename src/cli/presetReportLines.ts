/** What `npm run presets` prints of one preset: a row per seed and card, then the claims. */

import { referenceOf } from '../experiment/comparison.ts';
import { type Claim, halfWidth } from '../presets/claims.ts';
import type { Preset } from '../presets/presets.ts';
import { text } from '../text/text.ts';
import { tableOf } from './command.ts';
import { maxHalfWidth, type PresetReport, type PresetRun } from './presetReport.ts';

const words = text.presetReport;

const { percent, signed, interval, betterIn, conclusion } = text.answer;

/** A table and sentences, each line with its break. */
export function presetReportLines(preset: Preset, { linkLength, runs, claims }: PresetReport): string {
  const largest = Math.max(...runs.map((run) => run.halfWidth));
  return [
    `${words.heading(preset.id, preset.title, linkLength)}\n`,
    tableOf([[...words.header], ...runs.flatMap((run) => rowsOf(preset, run))]),
    ...runs.flatMap(({ points }) =>
      points.map(({ value, gains }) => {
        const found = gains.map(({ cardId, overall }) => `${cardId} ${gainText(overall)}`);
        return `${words.sweptGain(value, found.join(' · '))}\n`;
      }),
    ),
    `${words.halfWidths(percent(largest), percent(maxHalfWidth))}${largest < maxHalfWidth ? '' : ` ${words.tooWide}`}\n`,
    ...claims.map(
      ({ claim, seeds }) => `${words.claim(claimText(claim, preset), seeds.length, runs.length)}\n`,
    ),
  ].join('');
}

function rowsOf({ experiment }: Preset, { seed, seconds, cards }: PresetRun): readonly (readonly string[])[] {
  return cards.map(({ id, gain, overall, alarms }, index) => {
    const name = experiment.cards.find((card) => card.id === id)?.name ?? '';
    return [
      `${seed}  ${id} ${name}`,
      gain === null ? '' : gainText(gain),
      overall === null ? '' : gainText(overall.gain),
      overall === null ? '' : percent(halfWidth(overall.gain)),
      overall === null ? '' : betterIn(overall.numBetter, overall.gain.n),
      overall === null ? '' : conclusion(overall.conclusion),
      alarms === null ? '' : String(alarms.length),
      index === 0 ? seconds.toFixed(0) : '',
    ];
  });
}

const gainText = ({ mean, low, high }: { mean: number; low: number; high: number }): string =>
  `${signed(mean)} (${interval(low, high)})`;

/** The claim as a sentence, with the names of this preset. */
function claimText(claim: Claim, { experiment }: Preset): string {
  const taskName = (task: number | null) =>
    task === null ? words.overall : (experiment.tasks[task]?.name ?? '');
  const cardName = (id: string | undefined) =>
    `${id ?? ''} ${experiment.cards.find((card) => card.id === id)?.name ?? ''}`;
  switch (claim.kind) {
    case 'verdict':
      return words.verdict(
        cardName(referenceOf(experiment)?.id),
        cardName(claim.against),
        taskName(claim.task),
        claim.is,
      );
    case 'gain':
      return words.gain(cardName(claim.card), taskName(claim.task), claim.is);
    case 'leans':
      return words.leans(
        cardName(claim.card),
        claim.level + 1,
        taskName(claim.task),
        taskName(claim.on),
        percent(claim.share),
      );
    case 'noAlarm':
      return words.noAlarm;
    case 'alarm':
      return words.alarm(cardName(claim.card), claim.alarm);
    case 'swept':
      return words.swept(cardName(claim.card), claim.value, claim.is);
    default:
      return claim satisfies never;
  }
}
