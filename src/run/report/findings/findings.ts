/**
 * Lists the rules that describe a finished run; each applies only if its interval, or range over replicas,
 * supports it.
 */
import { early, linear, overfitting, overLinear, shifted } from './alarms.ts';
import { alone, borrowing } from './borrowing.ts';
import type { Finding, Rule, SpokenRun } from './finding.ts';
import { bestFirst, diverged, fewReplicas, stillImproving } from './health.ts';
import { overall } from './overall.ts';
import { sharing } from './sharing.ts';

export type { Evidence, Finding, SpokenRun } from './finding.ts';

// Ordered: first what weakens the run, then the summary, then explanations.
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

const alarms = [
  'linear',
  'overLinear',
  'shifted',
  'overfitting',
  'early',
] as const satisfies readonly RuleId[];

/** Empty before the planned steps. */
export const warningsOf = (run: SpokenRun): readonly string[] =>
  run.summary.isProvisional ? [] : alarms.flatMap((rule) => rules[rule](run)?.sentence ?? []);

// Most findings that are shown; nobody reads more.
const MOST = 4;

export const findingsOf = (run: SpokenRun): readonly (Finding & { readonly rule: RuleId })[] =>
  run.summary.isProvisional
    ? []
    : (Object.keys(rules) as RuleId[])
        .flatMap((rule) => {
          const finding = rules[rule](run);
          return finding === null ? [] : [{ ...finding, rule }];
        })
        .slice(0, MOST);
