/** One comparison, one number, one sign, wherever it is said or drawn: plus, right, up and "better" speak of the card that is named. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verdictForestOf } from '../../../../../app/charts/forest/forest.ts';
import { pointText } from '../../../../../app/charts/lines/LineFigure.tsx';
import type { LossSeries } from '../../../../../app/charts/lines/series.ts';
import { differenceRowsOf } from '../../../../../app/charts/lines/series.ts';
import { verdictRivalsOf } from '../../../../../app/panels/verdict/verdictRivals.ts';
import { gainOfOther } from '../../../../../src/analysis/pairs.ts';
import { setComparison } from '../../../../../src/experiment/edit.ts';
import { markdownReport } from '../../../../../src/run/report/markdown.ts';
import type { EvaluatedRun } from '../../../../../src/run/report/runJson.ts';
import { runJsonOf } from '../../../../../src/run/report/runJson.ts';
import { verdictTable } from '../../../../../src/run/report/verdictTables.ts';
import { verdictSentence, verdictsOf } from '../../../../../src/run/report/verdictWords.ts';
import { formatGain } from '../../../../../src/text/format.ts';
import { text } from '../../../../../src/text/text.ts';
import { evaluated, experimentOf } from '../../../run/evaluatedRuns.ts';

const names = ['PLE', 'MMoE', 'Shared-Bottom'];

/** The gain of a rival by a sentence, minus where the reference wins; null where it calls none the winner. */
function saidOf(sentence: string, rival: string): string | null {
  for (const clause of sentence.split(/\. |\.$/)) {
    const [winners = '', rest = ''] = clause.replace('So far, ', '').split(/ (?:beats?|leads?) /);
    const lost = new RegExp(`${rival} by ([\\d.]+ %) \\([\\d.]+ to [\\d.]+ %\\)`).exec(rest);
    if (lost !== null) return `−${lost[1]}`;
    const place = winners.split(/, | and /).indexOf(rival);
    if (rest !== '' && place >= 0) return `+${rest.match(/[\d.]+ %(?= \()/g)?.[place]}`;
  }
  return null;
}

/** The losses of the last evaluation as lines of one point. */
const linesOf = ({ run }: EvaluatedRun): readonly LossSeries[] =>
  ['A', 'B', 'C', 'D'].map((id, color) => {
    const losses = run.networks.get(id)?.reportable.last?.test ?? [];
    const all = { step: run.step, train: losses, validation: losses, test: losses };
    return { id, name: id, color, points: [all] } as unknown as LossSeries;
  });

const loss = fc.oneof(
  fc.double({ min: 0.2, max: 1.2, noNaN: true }),
  fc.double({ min: 0.98, max: 1.02, noNaN: true }),
);
const given = fc.record({
  losses: fc.record({ A: loss, B: loss, C: loss, D: loss }),
  step: fc.constantFrom(50, 100),
  numReplicas: fc.integer({ min: 3, max: 6 }),
});

it('says and draws every comparison with one number and one sign', () => {
  fc.assert(
    fc.property(given, ({ losses, step, numReplicas }) => {
      const cards = experimentOf(['adattSp', 'ple', 'mmoe', 'sharedBottom'], numReplicas);
      const experiment = setComparison(cards, { budget: 'asConfigured' });
      const run = evaluated(experiment, { losses, step });
      const { summary } = run;
      const verdicts = verdictsOf(summary);
      const rivals = verdictRivalsOf(experiment, summary, verdicts);
      const { axis, rows } = verdictForestOf(rivals, 600);
      const sentence = verdictSentence(experiment, summary);
      const table = verdictTable(experiment, summary);
      const report = markdownReport(run, '');
      const [reference, ...others] = linesOf(run);
      verdicts.forEach(({ cardId, overall, tasks }, r) => {
        const gain = formatGain(overall.gain.mean);
        expect(overall.gain.mean).toBeCloseTo(gainByLosses(run, cardId), 10);
        const isClear = ['better', 'worse', 'aheadSoFar', 'behindSoFar'].includes(overall.conclusion);
        const ofWinner = overall.gain.mean < 0 ? formatGain(-gainOfOther(overall.gain).mean) : gain;
        expect(saidOf(sentence, names[r] ?? '')).toBe(isClear ? ofWinner : null);
        expect(signed(rivals[r]?.short[0] ?? '')).toBe(gain);
        expect(signed(rivals[r]?.overall.said.split(': ')[1] ?? '')).toBe(gain);
        for (const mark of rows[r]?.marks ?? [])
          expect(Math.sign(mark.x - axis.at(0))).toBe(Math.sign(mark.gain.mean));
        const row = table.find(
          (cells) => cells[0]?.startsWith(`${cardId} ·`) && cells[1] === text.answer.overall,
        );
        expect(row?.[2]).toBe(gain);
        expect(report).toMatch(new RegExp(`\\n\\| ${cardId} · [^|]+\\| ${gain.replace('+', '\\+')} `));
        expect(runJsonOf(run).verdicts[r]?.overall.gain.mean).toBe(overall.gain.mean);
        tasks.forEach((task, index) => {
          const selection = { split: 'test', task: index, numTasks: 2 } as const;
          const point = reference && differenceRowsOf(reference, others, selection, 10)[0]?.points[r];
          expect(point && pointText(point).split(' ± ')[0]).toBe(formatGain(task.gain.mean));
        });
      });
    }),
    { numRuns: 40 },
  );
});

/** By how much the losses of a card lie below the reference's, mean of the logarithms. */
function gainByLosses({ summary }: EvaluatedRun, cardId: string): number {
  const [own = [], reference = []] = [cardId, 'A'].map(
    (id) => summary.cards.find((card) => card.cardId === id)?.reported.losses,
  );
  const ratios = own.map((loss, index) => Math.log(loss / (reference[index] ?? Number.NaN)));
  return 1 - Math.exp(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length);
}

/** "1.4 % worse than A" as the gain of the card that it is said of. */
const signed = (said: string): string =>
  said.replace(
    /^([\d.]+ %) (better|worse) than A.*$/,
    (_, size, side) => `${side === 'better' ? '+' : '−'}${size}`,
  );
