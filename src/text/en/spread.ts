/** English texts: the command that measures how repetitions and draws spread. */
import { formatFixedPercent } from '../format.ts';
export const spreadText = {
  usage:
    "Usage: npm run spread -- ['LINK'|FILE.json|PRESET] [--draws 30] [--replicas 4] [--backend wasm|cpu] [--workers N] [--json]",
  drawTrained: (done: number, total: number) => `${done} of ${total} draws trained`,
  header: [
    'architecture',
    'gain of the reference',
    'between draws',
    'within a draw',
    'excess kurtosis',
    'farthest',
    'dead towers',
  ] as const,
  percent: formatFixedPercent,
  kurtosis: (value: number) => (Number.isFinite(value) ? value.toFixed(1) : '–'),
  result: (isSound: boolean, numDraws: number, numReplicas: number, seconds: number) =>
    `spread: ${numDraws} draws of ${numReplicas} repetitions; log ratios against the reference, mean over tasks, as standard deviations; kurtosis within draws ${isSound ? 'below 3 for all, no' : 'NOT below 3 for all, or a'} dead tower; ${Math.round(seconds)} s`,
} as const;
