/** Finds architectures; `registry.ts` lists them. */
import type { Architecture } from './architecture.ts';
import * as listed from './registry.ts';

/** Every architecture the program knows, by label: bundlers do not agree on the order of a module's exports. */
export const architectures: readonly Architecture[] = Object.values<Architecture>(listed).toSorted((a, b) =>
  a.label < b.label ? -1 : 1,
);

/** The architecture of an id as it came from anywhere; undefined when there is none. */
export const architectureOf = (id: string): Architecture | undefined =>
  architectures.find((architecture) => architecture.id === id);

/** A network that one may choose: an architecture, or one of its variants. */
export interface Variant {
  readonly architecture: Architecture;
  readonly label: string;
  /** The name under which the catalogue of texts has its words. */
  readonly wordsId: string;
  /** Options that make it this one. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The variants of an architecture; of most it is the only one. */
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

/** The variant that an architecture is with these options; undefined for one that is not known. */
export const variantOf = (id: string, options: Readonly<Record<string, unknown>>): Variant | undefined => {
  const architecture = architectureOf(id);
  return (
    architecture &&
    variantsOf(architecture).find((variant) =>
      Object.entries(variant.options).every(([key, value]) => options[key] === value),
    )
  );
};
