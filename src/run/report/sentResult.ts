/** Reads a result from a link and checks it against the link's fingerprint. */
import type { Fingerprint } from '../../analysis/fingerprint.ts';
import { type ComparedInterval, differencesOf } from '../../analysis/reproduced.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { text } from '../../text/text.ts';
import { runOfLinkResult } from '../codec/linkResult.ts';
import type { StartedRun } from '../run.ts';
import { summaryOf } from '../summary.ts';
import { differenceClause, fingerprintOfRun, fingerprintPlacesIn } from './reproduction.ts';

/** A sentence if unreadable or contradictory. Never throws. */
export function readSentResult(
  written: string,
  experiment: Experiment,
  fingerprint: Fingerprint,
): StartedRun | string {
  const sent = runOfLinkResult(written, experiment, fingerprint);
  const summary = sent && summaryOf(experiment, sent);
  const own = summary && fingerprintOfRun(summary, sent.ranOn);
  const found = own && differencesOf(own, fingerprint, fingerprintPlacesIn(summary), differsByRounding);
  if (sent === null || found === null) return text.link.answerOfAnother;
  const [first] = found;
  if (first === undefined) return sent;
  return text.link.answerContradicts(differenceClause(experiment, first, text.answer.reproduction.beside));
}

// Relative rounding errors: of losses in links, and of half-widths with one base-64 digit.
const LOSS_ROUNDING = 1.5e-3;
const WIDTH_ROUNDING = 0.25;

function differsByRounding(here: ComparedInterval, sent: ComparedInterval): boolean {
  if (Number.isNaN(here.mean) || Number.isNaN(sent.mean)) return Object.is(here.mean, sent.mean);
  const [mine, theirs] = [halfWidthOf(here), halfWidthOf(sent)];
  const slack = LOSS_ROUNDING * sent.mean;
  const isWidthNear = Math.abs(mine - theirs) <= WIDTH_ROUNDING * Math.max(mine, theirs) + slack;
  return Math.abs(here.mean - sent.mean) <= slack && isWidthNear;
}

const halfWidthOf = ({ low, high }: ComparedInterval): number =>
  Number.isFinite(high - low) ? (high - low) / 2 : 0;
