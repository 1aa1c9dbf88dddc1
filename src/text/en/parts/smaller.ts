/** English texts: smaller networks, where those of a run over-fit. */
import { formatPercent } from '../../format.ts';

const shares = { 0.5: 'half', 0.25: 'a quarter of' } as const;

export const smallerText = {
  offer: 'Compare each at its best size',
  look: (name: string, factor: keyof typeof shares, gain: number) =>
    gain > 0
      ? `A quick look at ${name} with ${shares[factor]} the widths: ${formatPercent(gain)} lower validation loss (one repetition).`
      : `A quick look at ${name} with half and a quarter of the widths: no lower validation loss (one repetition).`,
} as const;
