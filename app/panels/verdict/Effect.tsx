/** Gain, conclusion and interval of one loss against another. */
import type { ReactNode } from 'react';
import type { Interval } from '../../../src/analysis/statistics.ts';
import type { Conclusion } from '../../../src/analysis/verdict.ts';
import { formatGain } from '../../../src/text/format.ts';
import { IntervalBar, type IntervalTone, type ReplicaDot } from '../../charts/base/IntervalBar.tsx';
import { withUnbrokenPercent } from '../../ui/format.ts';
import styles from './verdict.module.css';

interface EffectProps {
  readonly gain: Interval;
  readonly interval: string;
  readonly tone: IntervalTone;
  readonly dots: readonly ReplicaDot[];
  readonly limit: number;
  readonly children?: ReactNode;
}

export function Effect({ gain, interval, tone, dots, limit, children }: EffectProps) {
  return (
    <>
      {Number.isFinite(gain.mean) && (
        <span className={styles['effect']} data-tone={tone}>
          {tone !== 'neutral' && <span aria-hidden="true">{toneArrows[tone]} </span>}
          {formatGain(gain.mean)}
        </span>
      )}
      {children !== undefined && <span className={styles['said']}>{children}</span>}
      <IntervalBar interval={gain} dots={dots} limit={limit} tone={tone} />
      <span className={styles['detail']}>{withUnbrokenPercent(interval)}</span>
    </>
  );
}

export const replicaDotsOf = (gains: readonly number[], isFar: readonly boolean[]): readonly ReplicaDot[] =>
  gains.map((gain, replica) => ({ gain, isFar: isFar[replica] === true }));

const tonesOfConclusions: Partial<Readonly<Record<Conclusion, IntervalTone>>> = {
  better: 'good',
  worse: 'bad',
};

export const toneOfConclusion = (conclusion: Conclusion): IntervalTone =>
  tonesOfConclusions[conclusion] ?? 'neutral';

const toneArrows = { good: '▲', bad: '▼' } as const;
