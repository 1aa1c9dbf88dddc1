/** The course: lessons that can be handed out, and whose answers and words hold of the recorded runs. */
import { describe, expect, it, test } from 'vitest';
import { evidence } from '../../../../app/learn/evidence.ts';
import gallery from '../../../../app/recorded/gallery.json';
import { mean } from '../../../../src/core/lists.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { borrowersOf } from '../../../../src/run/report/findings/borrowers.ts';
import { courseLessons, lessonAfter, linkOfCourseLesson } from '../../../../src/teach/lesson/course.ts';
import { lessonLimits } from '../../../../src/teach/lesson/lesson.ts';
import { lessonTextFromLetters } from '../../../../src/teach/lesson/lessonLetters.ts';
import { verdictsOfRun } from '../../../../src/teach/lesson/outcome.ts';
import { readLesson, readLessonText } from '../../../../src/teach/lesson/readLesson.ts';
import { type ClaimDirection, isClaimTrue, type PresetClaim } from '../../../../src/teach/presets/claims.ts';
import * as english from '../../../../src/text/en/catalogue.ts';
import * as chinese from '../../../../src/text/zh/catalogue.ts';
import { summarisedRun } from '../../run/recordedRuns.ts';

describe('every lesson of the course', () => {
  test.each(courseLessons)('$lesson.title can be handed out as a link', async (one) => {
    const { lesson } = one;
    expect(readLesson(lesson)).toEqual({ lesson, problems: [] });
    const opened = readLink(await linkOfCourseLesson(one));
    expect(linkOfAll(opened.experiment)).toBe(lesson.starts[0]?.link);
    expect(readLessonText(await lessonTextFromLetters(opened.lesson ?? '')).lesson).toEqual(lesson);
  });

  it('leads to the next, and the last to none', () => {
    const lessons = courseLessons.map(({ lesson }) => lesson);
    expect(lessons.map(lessonAfter)).toEqual([...lessons.slice(1), null]);
    expect(courseLessons.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(20);
  });

  test.each([english, chinese])('keeps the limits, and names what the page shows', (catalogue) => {
    const { course, verdict, correlation, app } = catalogue;
    const { labelFraction } = catalogue.experiment.fields.task;
    const shown = [
      verdict.outcomes.title,
      correlation.details,
      app.ownData.instead,
      app.tabs.inspect.equations,
    ];
    const names = new Set<string>([...shown, labelFraction.label, app.run.play]);
    for (const { name, steps } of Object.values(course.lessons)) {
      expect(course.title(4, name).length).toBeLessThanOrEqual(lessonLimits.titleLength);
      for (const { say } of steps) {
        expect(say.length).toBeLessThanOrEqual(lessonLimits.sayLength);
        for (const [, named = ''] of say.matchAll(/“(.+?)”/g)) expect(names).toContain(named);
      }
    }
  });
});

const runs = Object.fromEntries(
  ['identical', 'looselyRelated', 'unrelated', 'opposite', 'groups', 'sparse'].map((id) => [
    id,
    { ...summarisedRun(`presets/${id}`), points: [] },
  ]),
);
const runOf = (id: string) => runs[id] ?? expect.fail(`There is no run of ${id}.`);

const holds = (id: string, claim: PresetClaim): boolean => isClaimTrue(claim, runOf(id));
const gains = (id: string, card: string, is: ClaimDirection, task: number | null = null): boolean =>
  holds(id, { kind: 'gain', card, task, is });
const takes = (is: 'more' | 'less', ...pairs: readonly (readonly [number, number | null])[]): boolean =>
  holds('groups', { kind: 'borrows', level: 1, pairs, is });
const isAhead = (id: string, against: string, is: ClaimDirection = 'better'): boolean =>
  holds(id, { kind: 'verdict', against, task: null, is });
const gainOf = (id: string, card: string, task?: number): number => {
  const { gains: all } = runOf(id).summary.cards.find(({ cardId }) => cardId === card) ?? {};
  return (task === undefined ? all?.overall : all?.tasks[task])?.gain.mean ?? Number.NaN;
};

const { best: lowest, comparisons, numExperiments } = evidence.conditions;

const outcomes = ['worse', 'unclear', 'better'] as const;
const [isWorse, isUnclear, isBetter] = outcomes.map((is) => gains('opposite', 'C', is));
const winners = ['A', 'B'].filter((card) => gains('looselyRelated', card, 'better')).join('');
const losers = ['A', 'B', 'C'].filter((card) => gains('unrelated', card, 'worse')).join('');
const best = Math.max(...['A', 'B', 'C'].map((card) => gainOf('sparse', card, 2)));
const arePairs = takes('more', [0, 1], [1, 0], [2, 3], [3, 2]);
const takesOfFive = (['more', 'less'] as const).map((is) => takes(is, [4, null]));
const hasWon = lowest.adattSp > 0;

/** Which answers are right by the recorded runs, in their order: by lesson and step. */
const rightByRuns: readonly [lesson: number, step: number, right: readonly (boolean | undefined)[]][] = [
  [1, 1, outcomes.map((is) => gains('identical', 'C', is))],
  [1, 3, ['AB', 'A', 'B', ''].map((cards) => cards === winners)],
  [2, 1, ['ABC', 'BC', 'C', ''].map((cards) => cards === losers)],
  [2, 3, [isWorse, isBetter, isUnclear]],
  [3, 1, [arePairs, takes('more', [1, 2], [2, 1]), ...takesOfFive]],
  [4, 1, [...['A', 'C', 'B'].map((card) => gainOf('sparse', card, 2) === best), best <= 0]],
  [4, 2, [false, false, hasWon, !hasWon]],
  [4, 4, [losers !== '', !isBetter, arePairs, hasWon]],
];

describe('by the recorded runs', () => {
  test.each(rightByRuns)('the answers of lesson %i, step %i are right', (lesson, step, right) => {
    const question = courseLessons[lesson - 1]?.lesson.beats[step - 1]?.question;
    if (question?.kind !== 'choose') throw new Error('The step has no choice.');
    expect(question.answers.map(({ isRight }) => isRight)).toEqual(right);
  });

  it('set-ups are as the course describes them', () => {
    expect(courseLessons.flatMap(({ lesson }) => lesson.starts.map(({ link }) => link))).toEqual([
      expect.stringMatching(/t1=noise:.5,lab:.1&t2=noise:.5,lab:.1&corr=1&.*feat=12&common=12/),
      expect.stringMatching(/^v=2&tasks=2&corr=.2&feat=8&common=4&/),
      expect.stringMatching(/corr=0,0,0&.*levels:8_8/),
      expect.stringMatching(/t1=noise:.5,lab:.1&t2=noise:.5,lab:.1&corr=-1&.*feat=12&common=12/),
      expect.stringMatching(/^v=2&tasks=5&/),
      expect.stringMatching(/^v=2&tasks=3&t1=noise:.5&t2=noise:.5&t3=k:binary,noise:.01,pos:.02,lab:.1/),
    ]);
  });

  it('lesson 1: AdaTT-sp and PLE gain less than Shared-Bottom; then both lose on average, not clearly', () => {
    expect(isAhead('identical', 'C', 'worse')).toBe(true);
    for (const card of ['A', 'B']) {
      expect(gains('identical', card, 'better')).toBe(true);
      expect(gainOf('identical', card)).toBeLessThan(gainOf('identical', 'C'));
      expect(gains('looselyRelated', card, 'unclear')).toBe(true);
      expect(gains('looselyRelated', card, 'below')).toBe(true);
    }
  });

  it('lesson 2: AdaTT-sp keeps most at home and is ahead of MMoE; opposite tasks gain like identical ones', () => {
    for (const [task, row] of gallery.unrelated.ribbons.entries())
      expect((row[task] ?? 0) / row.reduce((sum, weight) => sum + weight, 0)).toBeGreaterThan(0.5);
    expect(isAhead('unrelated', 'B')).toBe(true);
    expect(Math.abs(gainOf('opposite', 'C') - gainOf('identical', 'C'))).toBeLessThan(0.02);
  });

  it('lesson 3: gates start even; AdaTT-sp is ahead of MMoE, equal to PLE, and neither gains', () => {
    const { summary } = runOf('groups');
    const shares = borrowersOf(runOf('groups')).flatMap(({ level, sources }) => (level === 1 ? sources : []));
    for (const { share } of shares) expect(Math.abs(mean(share.start) - 0.1)).toBeLessThan(0.035);
    expect(verdictsOfRun(summary)).toMatchObject({ B: { verdict: 'close' }, C: { verdict: 'better' } });
    expect(summary.cards[1]?.verdict?.overall.conclusion).toBe('practicallyEqual');
    for (const card of ['A', 'B']) expect(gains('groups', card, 'unclear')).toBe(true);
  });

  it('lesson 4: Shared-Bottom helps the rare task and is best in most experiments; three comparisons are confirmed', () => {
    expect(gains('sparse', 'C', 'better', 2)).toBe(true);
    expect(lowest.sharedBottom).toBeGreaterThan(numExperiments / 2);
    expect(courseLessons[3]?.lesson.beats[1]?.say).toContain(` ${numExperiments} `);
    const confirmed = comparisons.flatMap(({ better, than, labels, isConfirmed }) =>
      isConfirmed ? [`${labels.join('-')} ${better} ${than}`] : [],
    );
    for (const said of ['3000-30000 adattSp ple', '3000-30000 adattSp mmoe', '300-3000 singleTask adattSp'])
      expect(confirmed).toContain(said);
  });
});
