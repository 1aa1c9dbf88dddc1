/** The gate that the article looks into, for one row. */
import type { ProbeResult } from '../../src/analysis/produced/probe.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { type RowAnswer, rowAnswerOf } from '../../src/run/report/rowAnswers.ts';
import { type InsideGate, insideGateOf } from '../charts/gate/insideGate.ts';

export interface RowGate {
  readonly gate: InsideGate;
  readonly answer: RowAnswer;
  readonly step: number;
}

/** Place of the row along the direction of task 2. */
const ACROSS = -2;

export const pointOfRow = (along: number): readonly [number, number] => [along, ACROSS];

/** Task 1's gate of the last level in the first network; null without it. */
export function rowGateOf(
  experiment: Experiment,
  { row, networks, truth, step }: ProbeResult,
): RowGate | null {
  const { cards, tasks } = experiment;
  const [card] = cards;
  const [network] = networks;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  if (topology === null || network === undefined || row === null) return null;
  const chosen = { level: topology.levels.length - 1, unit: 0, owner: 0 };
  const gate = insideGateOf(topology, network, row.features, chosen);
  const answer = rowAnswerOf(tasks[0]?.kind ?? 'regression', network.logits[0]?.[0], truth?.[0]?.[0]?.[0]);
  return gate && { gate, answer, step };
}
