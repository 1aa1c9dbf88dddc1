/** The course: lessons that can be handed out, and whose answers and words hold of the recorded runs. */
import { describe, expect, it, test } from 'vitest';
import { readings } from '../../../../app/panels/map/studiedMap.ts';
import gallery from '../../../../app/recorded/gallery.json';
import { mean } from '../../../../src/core/lists.ts';
import { readLink } from '../../../../src/experiment/link/link.ts';
import { borrowersOf } from '../../../../src/run/report/findings/borrowers.ts';
import { binsOf } from '../../../../src/studies/map/bins.ts';
import { testedSentences } from '../../../../src/studies/map/sentences.ts';
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
    expect(opened).toMatchObject({
      problems: [],
      experiment: readLink(lesson.starts[0]?.link ?? '').experiment,
    });
    expect(readLessonText(await lessonTextFromLetters(opened.lesson ?? '')).lesson).toEqual(lesson);
    const asked = lesson.beats.filter(({ question }) => question !== null);
    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(lesson.beats.at(-1)?.question).toBeNull();
  });

  it('leads to the next, and the last to none', () => {
    const lessons = courseLessons.map(({ lesson }) => lesson);
    expect(lessons.map(lessonAfter)).toEqual([...lessons.slice(1), null]);
    expect(lessonAfter({ ...presetLesson(), course: lessonLimits.courseLessons })).toBeNull();
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

const presetLesson = () => courseLessons[0]?.lesson ?? expect.fail('The course has no lesson.');

const recorded = (id: string) => ({ ...summarisedRun(`presets/${id}`), points: [] });
const runs = {
  identical: recorded('identical'),
  looselyRelated: recorded('looselyRelated'),
  unrelated: recorded('unrelated'),
  opposite: recorded('opposite'),
  groups: recorded('groups'),
  sparse: recorded('sparse'),
};
type RunName = keyof typeof runs;

const holds = (id: RunName, claim: PresetClaim): boolean => isClaimTrue(claim, runs[id]);
const gains = (id: RunName, card: string, is: ClaimDirection, task: number | null = null): boolean =>
  holds(id, { kind: 'gain', card, task, is });
const takes = (is: 'more' | 'less', ...pairs: readonly (readonly [number, number | null])[]): boolean =>
  holds('groups', { kind: 'borrows', level: 1, pairs, is });
const gainOf = (id: RunName, card: string, task?: number): number => {
  const { gains: all } = runs[id].summary.cards.find(({ cardId }) => cardId === card) ?? {};
  return (task === undefined ? all?.overall : all?.tasks[task])?.gain.mean ?? Number.NaN;
};

const bins = binsOf(readings, 'labels', 'tasks').flat();
const winnersAmong = (labels: readonly string[]) =>
  bins.flatMap(({ where, outcome }) =>
    labels.includes(where.labels?.[0] ?? '') ? [outcome.kind === 'won' ? outcome.winner : null] : [],
  );
const [few, many] = [winnersAmong(['300', '1000']), winnersAmong(['3000', '10000'])];
const wonByAdatt = [...few, ...many].filter((one) => one === 'adattSp').length / bins.length;

const opposites = (['worse', 'unclear', 'better'] as const).map((is) => gains('opposite', 'C', is));
const winners = ['A', 'B'].filter((card) => gains('looselyRelated', card, 'better')).join('');
const losers = ['A', 'B', 'C'].filter((card) => gains('unrelated', card, 'worse')).join('');
const helpers = ['A', 'C', 'B'].map((card) => gainOf('sparse', card, 2));
const hasFound = takes('more', [0, 1], [1, 0], [2, 3], [3, 2]);

/** Which answers are right by the recorded runs, in their order: by lesson and step. */
const rightByRuns: readonly [lesson: number, step: number, right: readonly (boolean | undefined)[]][] = [
  [1, 1, (['worse', 'unclear', 'better'] as const).map((is) => gains('identical', 'C', is))],
  [1, 3, ['AB', 'A', 'B', ''].map((cards) => cards === winners)],
  [2, 1, ['ABC', 'BC', 'C', ''].map((cards) => cards === losers)],
  [2, 3, [opposites[0], opposites[2], opposites[1]]],
  [
    3,
    1,
    [
      takes('more', [0, 1], [1, 0]),
      takes('more', [1, 2], [2, 1]),
      takes('more', [4, null]),
      takes('less', [4, null]),
    ],
  ],
  [4, 1, [...helpers.map((gain) => gain > 0 && gain === Math.max(...helpers)), Math.max(...helpers) <= 0]],
  [
    4,
    2,
    [
      wonByAdatt > 0.6,
      wonByAdatt > 0.4 && wonByAdatt <= 0.6,
      wonByAdatt > 0 && wonByAdatt <= 0.4,
      wonByAdatt === 0,
    ],
  ],
  [4, 4, [losers !== '', !gains('opposite', 'C', 'better'), hasFound, wonByAdatt > 0.5]],
];

describe('by the recorded runs', () => {
  test.each(rightByRuns)('the answers of lesson %i, step %i are right', (lesson, step, right) => {
    const question = courseLessons[lesson - 1]?.lesson.beats[step - 1]?.question;
    if (question?.kind !== 'choose') throw new Error('The step has no choice.');
    expect(question.answers.map(({ isRight }) => isRight)).toEqual(right);
  });

  it('every choice of the course was looked at', () => {
    const choices = courseLessons.flatMap(({ lesson }) =>
      lesson.beats.filter(({ question }) => question?.kind === 'choose'),
    );
    expect(rightByRuns).toHaveLength(choices.length);
  });

  it('lesson 1: AdaTT-sp and PLE gain less than Shared-Bottom; then both lose on average, not clearly', () => {
    const { tasks, data } = runs.identical.experiment;
    expect([data.correlation[0]?.[1], ...tasks.map(({ labelFraction }) => labelFraction)]).toEqual([
      1, 0.1, 0.1,
    ]);
    const loose = runs.looselyRelated.experiment;
    expect(loose.data.numCommonFeatures / loose.data.numFeatures).toBe(0.5);
    expect(loose.tasks.every(({ labelFraction }) => labelFraction === 1)).toBe(true);
    for (const card of ['A', 'B']) {
      expect(gains('identical', card, 'better')).toBe(true);
      expect(gainOf('identical', card)).toBeLessThan(gainOf('identical', 'C'));
      expect([gains('looselyRelated', card, 'unclear'), gains('looselyRelated', card, 'below')]).toEqual([
        true,
        true,
      ]);
    }
    expect(holds('identical', { kind: 'verdict', against: 'C', task: null, is: 'worse' })).toBe(true);
  });

  it('lesson 2: AdaTT-sp keeps most at home and is ahead of MMoE; opposite tasks gain like identical ones', () => {
    for (const [task, row] of gallery.unrelated.ribbons.entries())
      expect((row[task] ?? 0) / row.reduce((sum, weight) => sum + weight, 0)).toBeGreaterThan(0.5);
    expect(holds('unrelated', { kind: 'verdict', against: 'B', task: null, is: 'better' })).toBe(true);
    expect(Math.abs(gainOf('opposite', 'C') - gainOf('identical', 'C'))).toBeLessThan(0.02);
    const { tasks, data } = runs.opposite.experiment;
    expect([data.correlation[0]?.[1], ...tasks.map(({ labelFraction }) => labelFraction)]).toEqual([
      -1, 0.1, 0.1,
    ]);
  });

  it('lesson 3: pairs are found from an even start; AdaTT-sp is ahead of MMoE, not of PLE; none gains', () => {
    expect(hasFound).toBe(true);
    const shares = borrowersOf(runs.groups).flatMap(({ level, sources }) => (level === 1 ? sources : []));
    for (const { share } of shares) expect(Math.abs(mean(share.start) - 0.1)).toBeLessThan(0.035);
    expect(verdictsOfRun(runs.groups.summary)).toMatchObject({
      B: { verdict: 'close' },
      C: { verdict: 'better' },
    });
    const ofPle = runs.groups.summary.cards.find(({ cardId }) => cardId === 'B')?.verdict?.overall;
    expect(ofPle?.conclusion).toBe('practicallyEqual');
    for (const card of ['A', 'B']) expect(gains('groups', card, 'unclear')).toBe(true);
  });

  it('lesson 4: task 3 is rare, Shared-Bottom wins bins with many labels, and three sentences are confirmed', () => {
    expect(runs.sparse.experiment.tasks[2]).toMatchObject({
      kind: 'binary',
      labelFraction: 0.1,
      positiveRate: 0.02,
    });
    expect(gains('sparse', 'C', 'better', 2)).toBe(true);
    expect(few.every((winner) => winner === null)).toBe(true);
    expect(many.filter((winner) => winner === 'sharedBottom').length).toBeGreaterThan(many.length / 2);
    expect(many.every((winner) => winner === null || winner === 'sharedBottom')).toBe(true);
    const confirmed = testedSentences(readings).flatMap(({ sentence: { where, one, other }, status }) =>
      status === 'confirmed' ? [`${where.labels?.[0] ?? ''} ${one} ${other}`] : [],
    );
    for (const said of ['3000 adattSp ple', '3000 adattSp mmoe', '300 singleTask adattSp'])
      expect(confirmed).toContain(said);
  });
});
