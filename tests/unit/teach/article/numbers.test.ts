/** The article says what its recorded runs and the study say, and nothing else. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { evidence } from '../../../../app/learn/evidence.ts';
import { createFigureTrainer } from '../../../../app/learn/figureTrainer.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import type { Run } from '../../../../src/run/run.ts';
import { summaryOf } from '../../../../src/run/summary.ts';
import { createEngine } from '../../../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../../../src/session/engine/inProcessSession.ts';
import { articleFigures, type FigureId, stillFigure } from '../../../../src/teach/article/figures.ts';
import { alsoRecorded, articleNumbersOf } from '../../../../src/teach/article/numbers.ts';
import { articleText as english } from '../../../../src/text/en/article.ts';
import { articleText as chinese } from '../../../../src/text/zh/article.ts';

const numbers = articleNumbersOf(evidence);

const rounded = JSON.parse(
  JSON.stringify(numbers, (key, value) =>
    key === 'n' || key === 'numLeftOut'
      ? undefined
      : typeof value === 'number'
        ? Number(value.toPrecision(3))
        : value,
  ),
);

const isAbove = ({ low }: { readonly low: number }) => low > 0;
const isBelow = ({ high }: { readonly high: number }) => high < 0;

it('has the numbers of the recordings', () => {
  expect(rounded).toMatchSnapshot();
});

/** Of a rival: better, worse, neither. */
const answerOf = (gain: { readonly low: number; readonly high: number }) =>
  isAbove(gain) ? 0 : isBelow(gain) ? 1 : 2;

function levelOf(id: FigureId) {
  const { experiment } = evidence.runOf(id, 0.9);
  const [card] = experiment.cards;
  return card && topologyOfCard(card, experiment)?.levels.at(-1);
}

it('knows the right guesses', () => {
  const { share, harm, labels, experts, own, inside, conditions } = numbers;
  const gainers = harm.tasks.filter(isAbove).length;
  const seen = levelOf('fences')?.units[0]?.gate?.sees ?? [];
  const owners = new Set(seen.map((expert) => levelOf('fences')?.experts[expert]?.owner));
  const most = Math.max(own.alike, ...own.others);
  const simple = ['Shared-Bottom', 'Single-task', 'PLE', 'AdaTT-sp'];
  const right = {
    share: answerOf(share.alike),
    harm: gainers === harm.tasks.length ? 0 : gainers > 0 ? 1 : 2,
    labels: answerOf(labels.atFew),
    experts: experts.most < 2 * experts.even ? 2 : 0,
    fences: owners.has(1) ? 0 : owners.has('shared') ? 1 : 2,
    own: own.alike === most ? 0 : 1,
    inside: inside.left.some((weight, expert) => weight !== inside.right[expert]) ? 0 : 1,
    conditions: simple.indexOf(conditions.best[0]?.[0] ?? ''),
  };
  const all = [...articleFigures, stillFigure];
  expect(Object.fromEntries(all.map((figure) => [figure.id, figure.right]))).toEqual(right);
});

describe('what the prose says without a number', () => {
  const { share, labels, conditions, files, own } = numbers;
  const { comparisons, sharedBottoms, effectsOnGainOverPle, numExperiments, best } = evidence.conditions;

  it('of the small experiments', () => {
    expect(isAbove(share.alike) && isBelow(share.unrelated) && isAbove(share.opposite)).toBe(true);
    expect(isAbove(labels.atFew) && isBelow(labels.atMany)).toBe(true);
    expect(Math.max(...own.others)).toBeLessThan(own.alike / 2);
  });

  it('of random experiments', () => {
    expect(comparisons.every(({ gain }) => isAbove(gain))).toBe(true);
    expect(comparisons.map(({ better, than, labels: [fewest] }) => `${fewest}: ${better} > ${than}`)).toEqual(
      [
        '300: sharedBottom > adattSp',
        '300: crossStitch > adattSp',
        '300: singleTask > adattSp',
        '3000: adattSp > ple',
        '3000: adattSp > mmoe',
        '3000: adattSp > adatt',
      ],
    );
    expect(isAbove(conditions.withWeightDecay)).toBe(false);
    expect(isAbove(conditions.atEqualParameters)).toBe(true);
    expect(conditions.numConfirmed).toBe(conditions.numComparisons);
    expect(Object.values(best).reduce((total, count) => total + count, 0)).toBe(numExperiments);
    expect(conditions.best[0]?.[0]).toBe('Shared-Bottom');
    expect(sharedBottoms.small).toBeGreaterThan(sharedBottoms.all / 2);
  });

  it('of what decides between AdaTT-sp and PLE', () => {
    const clear = effectsOnGainOverPle.filter((effect) => isAbove(effect) || isBelow(effect));
    expect(clear.map(({ factor }) => factor)).toEqual(['manyLabels']);
  });

  it('of public files', () => {
    for (const gain of [files.overPle, files.overSharedBottom, files.overSingle, files.overTrees])
      expect(isAbove(gain) || isBelow(gain)).toBe(false);
  });
});

it('is recorded where its hands start, and every value of a hand is written in a link as it is used', () => {
  for (const { id, values, start, at } of articleFigures) {
    for (const value of [start, ...(alsoRecorded[id] ?? [])]) expect(values).toContain(value);
    for (const value of values) {
      const { experiment, problems } = readLink(linkOfAll(at(value)));
      expect(problems).toEqual([]);
      expect(experiment).toEqual(at(value));
    }
  }
});

/** As they are kept. */
const lossesIn = (experiment: Experiment, run: Run) =>
  summaryOf(experiment, run)?.cards.map(({ reported }) => reported.losses.map(Math.fround));

it('trains to the recorded numbers', async () => {
  const trainer = createFigureTrainer(() => createInProcessSession((emit) => createEngine(emit)));
  for (const id of ['share', 'own'] as const) {
    const figure = articleFigures.find((one) => one.id === id);
    if (figure === undefined) throw new Error(`There is no figure ${id}.`);
    const experiment = figure.at(figure.start);
    const { run } = await trainer.train(experiment, {
      onEvaluated: () => {},
      onReplaced: () => {},
    });
    const recorded = evidence.runOf(id, figure.start);
    expect(lossesIn(experiment, run)).toEqual(lossesIn(experiment, recorded));
  }
  trainer.dispose();
});

/** Digits that are no results: definitions, names of levels and tasks, and what the paper says of itself. */
const allowed =
  /^(20 minutes|阅读约 20 分钟|At 1 |At 0 |At −1 |[Tt]asks? \d( and \d)*|.*100 initial weights|.*100 组初始权重)/;

it.each(['en', 'zh'])('has no result typed into its prose (%s)', (language) => {
  const path = fileURLToPath(new URL(`../../../../src/text/${language}/article.ts`, import.meta.url));
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node);
    if (isText && /\d[.,]\d|\d\d/.test(node.text)) found.push(node.text);
    node.forEachChild(visit);
  };
  visit(source);
  const isReference = (words: string) => /(19|20)\d\d/.test(words);
  expect(found.filter((words) => !isReference(words) && !allowed.test(words))).toEqual([]);
});

it('has the same figures and sections in both languages', () => {
  expect(chinese.sections.map(({ id }) => id)).toEqual(english.sections.map(({ id }) => id));
  for (const { id } of [...articleFigures, stillFigure])
    expect(chinese.figures[id].answers).toHaveLength(english.figures[id].answers.length);
  const partsOf = (one: typeof english | typeof chinese) =>
    one.sections.flatMap(({ body }) =>
      body(numbers).flatMap((part) => (typeof part === 'string' ? [] : [Object.values(part)[0]])),
    );
  expect(partsOf(chinese)).toEqual(partsOf(english));
});
