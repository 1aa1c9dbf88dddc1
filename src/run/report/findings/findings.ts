/**
 * A finished run in a few sentences, each with its evidence. The rules are a list: one says nothing where an interval, or the range
 * over repetitions, does not carry it.
 */
import { early, linear, overfitting, overLinear, shifted } from './alarms.ts';
import { alone, borrowing } from './borrowing.ts';
import type { Finding, Rule, SpokenRun } from './finding.ts';
import { bestFirst, diverged, fewReplicas, stillImproving } from './health.ts';
import { overall } from './overall.ts';
import { sharing } from './sharing.ts';

export type { Evidence, Finding, SpokenRun } from './finding.ts';

/** Rules in the order in which they are said: what makes a run worth less, then the summary, then what explains it or may change it. */
export const rules = {
  bestFirst,
  fewReplicas,
  diverged,
  linear,
  shifted,
  overall,
  overfitting,
  sharing,
  overLinear,
  borrowing,
  alone,
  stillImproving,
  early,
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;

/** Rules that warn of what networks, data or steps make of a result. */
const alarms = [
  'linear',
  'overLinear',
  'shifted',
  'overfitting',
  'early',
] as const satisfies readonly RuleId[];

/** The sentences of all alarms; none before the planned steps. */
export const warningsOf = (run: SpokenRun): readonly string[] =>
  run.summary.isProvisional ? [] : alarms.flatMap((rule) => rules[rule](run)?.sentence ?? []);

/** More of them nobody reads. */
const MOST = 4;

/** The sentences with the rules that say them, in order; none before the planned steps. */
export const findingsOf = (run: SpokenRun): readonly (Finding & { readonly rule: RuleId })[] =>
  run.summary.isProvisional
    ? []
    : (Object.keys(rules) as RuleId[])
        .flatMap((rule) => {
          const finding = rules[rule](run);
          return finding === null ? [] : [{ ...finding, rule }];
        })
        .slice(0, MOST);
