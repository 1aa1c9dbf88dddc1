/** Lists the rules that describe a finished run, each supported by its interval or range. */
import { earlyBestRule, overfittingRule, shiftedRule } from './alarms.ts';
import { noBorrowingRule, strongestBorrowingRule } from './borrowing.ts';
import type { Finding, FindingRule, SpokenRun } from './finding.ts';
import { bestAtStartRule, divergedRule, fewReplicasRule, stillImprovingRule } from './health.ts';
import { overallRule } from './overall.ts';
import { sharingRule } from './sharing.ts';

export type { Evidence, Finding, SpokenRun } from './finding.ts';

// Ordered: first what weakens the run, then the summary, then explanations.
export const findingRules = {
  bestFirst: bestAtStartRule,
  fewReplicas: fewReplicasRule,
  diverged: divergedRule,
  shifted: shiftedRule,
  overall: overallRule,
  overfitting: overfittingRule,
  sharing: sharingRule,
  borrowing: strongestBorrowingRule,
  alone: noBorrowingRule,
  stillImproving: stillImprovingRule,
  early: earlyBestRule,
} as const satisfies Readonly<Record<string, FindingRule>>;

export type FindingRuleId = keyof typeof findingRules;

const alarmRuleIds = ['shifted', 'overfitting', 'early'] as const satisfies readonly FindingRuleId[];

/** Empty before the planned steps. */
export const warningsOf = (run: SpokenRun): readonly string[] =>
  run.summary.isProvisional ? [] : alarmRuleIds.flatMap((rule) => findingRules[rule](run)?.sentence ?? []);

const MAX_FINDINGS = 4;

export const findingsOf = (run: SpokenRun): readonly (Finding & { readonly rule: FindingRuleId })[] =>
  run.summary.isProvisional
    ? []
    : (Object.keys(findingRules) as FindingRuleId[])
        .flatMap((rule) => {
          const finding = findingRules[rule](run);
          return finding === null ? [] : [{ ...finding, rule }];
        })
        .slice(0, MAX_FINDINGS);
