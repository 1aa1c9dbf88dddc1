/** The answer of a search as a command prints it, in words or as JSON. */
import { linkOf } from '../experiment/link/link.ts';
import { searchVerdictOf, suggestedCard } from '../search/answer.ts';
import type { SearchPoint } from '../search/halving.ts';
import type { SearchPlan } from '../search/plan.ts';
import {
  answerSentence,
  comparisonLines,
  costIn,
  costSentence,
  honestSentences,
  sureSentence,
  triedRows,
  triedTable,
} from '../search/searchWords.ts';
import { text } from '../text/text.ts';
import { alignedTable } from './command.ts';

type Points = readonly SearchPoint[];

/** The whole answer for programs. */
export function searchJson(plan: SearchPlan, points: Points) {
  const { experiment, rungs, leftOut } = plan;
  const verdict = searchVerdictOf(plan, points);
  const suggested = verdict && suggestedCard(verdict);
  return {
    config: linkOf(experiment),
    answer: verdict === null ? text.search.answer.allDiverged : answerSentence(verdict),
    winner: verdict?.winnerId == null ? null : (suggested?.card.architecture ?? null),
    suggested: suggested && {
      architecture: suggested.card.architecture,
      options: suggested.card.options,
      learningRate: suggested.learningRate,
    },
    cost: verdict && costIn(plan, verdict, points),
    finals: verdict && linkOf(verdict.finals),
    numReplicas: plan.numFinalReplicas,
    comparisons: verdict?.comparisons ?? [],
    rungs,
    tried: triedRows(plan, points, verdict).map(({ candidate: { family, card }, scores, ended }) => ({
      architecture: family,
      learningRate: card.learningRate,
      scores,
      ended,
    })),
    leftOut,
    said: honestSentences(plan, points, verdict),
    seconds: points.reduce((sum, point) => sum + point.seconds, 0),
  };
}

/** The answer for people. */
export function searchReport(plan: SearchPlan, points: Points): string {
  const verdict = searchVerdictOf(plan, points);
  const cost = verdict && costIn(plan, verdict, points);
  const answer =
    verdict === null
      ? [text.search.answer.allDiverged]
      : [answerSentence(verdict), ...comparisonLines(verdict), sureSentence(verdict)];
  return `${[
    ...answer,
    ...(cost === null ? [] : [costSentence(cost)]),
    ...(verdict === null ? [] : [text.search.cli.asLink(linkOf(verdict.finals))]),
    '',
    alignedTable(triedTable(plan, triedRows(plan, points, verdict))),
    `${text.search.table.note}.`,
    ...honestSentences(plan, points, verdict),
  ].join('\n')}\n`;
}
