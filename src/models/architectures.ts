/** Look-up of the architectures that `registry.ts` lists. */
import type { Architecture } from './architecture.ts';
import * as listed from './registry.ts';

// Sorted by label: bundlers do not agree on the order of a module's exports.
export const architectures: readonly Architecture[] = Object.values<Architecture>(listed).toSorted((a, b) =>
  a.label < b.label ? -1 : 1,
);

export const architectureOf = (id: string): Architecture | undefined =>
  architectures.find((architecture) => architecture.id === id);

export interface Variant {
  readonly architecture: Architecture;
  readonly label: string;
  readonly wordsId: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export function variantsOf(architecture: Architecture): readonly Variant[] {
  const { id, label, options, variants } = architecture;
  const choices = variants === undefined ? null : options[variants]?.choices;
  if (variants === undefined || !choices) return [{ architecture, label, wordsId: id, options: {} }];
  return choices.map((choice) => ({
    architecture,
    label: choice.label,
    wordsId: `${id}.${choice.value}`,
    options: { [variants]: choice.value },
  }));
}

export const variantOf = (id: string, options: Readonly<Record<string, unknown>>): Variant | undefined => {
  const architecture = architectureOf(id);
  return (
    architecture &&
    variantsOf(architecture).find((variant) =>
      Object.entries(variant.options).every(([key, value]) => options[key] === value),
    )
  );
};
