/** English texts: the trend of a short training, before the verdict. */
import { plural } from '../../format.ts';

export const trendText = {
  title: 'Trend',
  after: (steps: string, said: string, isSent: boolean) =>
    `${isSent ? 'The sender’s trend' : 'Trend'} after ${steps} steps: ${said}`,
  pending: '…',
  repetitions: (count: number) => plural(count, 'repetition', 'repetitions'),
  why: ({ drags, clear, same }: Readonly<Record<'drags' | 'clear' | 'same', number>>) =>
    `A trend, not the verdict: the two networks of the stage alone, trained briefly. In ${drags} tries, ${clear} such trends were clear; the whole run confirmed ${same}. Press Play for the verdict.`,
} as const;
