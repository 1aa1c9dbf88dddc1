/** What the map's sentences become where the same set-ups are compared in another way. */
import { type Interval, LEVEL } from '../../analysis/statistics.ts';
import { isWhere } from './levels.ts';
import { advantageOver, type SetUpReading } from './readings.ts';
import { directedSentences } from './sentences.ts';

export const otherWays = ['equalParameters', 'equalExperts', 'weightDecay'] as const;
export type OtherWay = (typeof otherWays)[number];

export type OtherFindings = Readonly<Record<OtherWay, readonly Interval[]>>;

/** By sentence, as log ratios. */
export const findingsIn = (setUps: readonly SetUpReading[]): readonly Interval[] =>
  directedSentences.map(({ where, one, other }) => {
    const about = setUps.filter(({ circumstances }) => isWhere(where, circumstances));
    return advantageOver(about, one, other, LEVEL);
  });
