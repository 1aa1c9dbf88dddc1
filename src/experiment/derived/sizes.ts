/** Sizes among which *each at its best size* chooses: all widths of a network times a factor. */
import { architectureOf } from '../../models/architectures.ts';
import type { CardConfig } from '../experiment.ts';
import { keysWithMeaning } from '../options.ts';

/** Shares of the widths of the common budget. */
export const sizeFactors: readonly number[] = [0.25, 0.5, 1, 2];

const widthKeysOf = (architecture: string): readonly string[] =>
  keysWithMeaning(architectureOf(architecture)?.options ?? {}, ['expertWidth', 'towerWidth']);

/** False for an architecture of one size. */
export const hasWidths = (architecture: string): boolean => widthKeysOf(architecture).length > 0;

/** Rounds widths, and leaves none below 1. */
export const withScaledWidths = (card: CardConfig, factor: number): CardConfig => {
  if (factor === 1) return card;
  const fields = architectureOf(card.architecture)?.options ?? {};
  const scaled = widthKeysOf(card.architecture).map((key) => {
    const value = scaledValue(card.options[key], factor);
    return [key, fields[key]?.range ? fields[key].read(value) : value] as const;
  });
  return { ...card, options: { ...card.options, ...Object.fromEntries(scaled) } };
};

const scaledValue = (value: unknown, factor: number): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => scaledValue(item, factor));
  return typeof value === 'number' ? Math.max(1, Math.round(value * factor)) : value;
};
