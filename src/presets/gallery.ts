/** Facts that the gallery shows of a recorded preset: how long it took, and who lends to whom at its end. */

/** `[T][T]`, receiving tasks by lending tasks: gate + native of the last level, mean over repetitions. */
export type Ribbons = readonly (readonly number[])[];

export interface GalleryEntry {
  /** Duration of its run, or of its whole sweep, on two cores without a GPU. */
  readonly seconds: number;
  /** Of the first card whose last level has an owner for every expert and a unit for every task; null: there is none. */
  readonly ribbons: Ribbons | null;
}
