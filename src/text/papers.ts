/** Addresses of papers and code of architectures, and the numbers that equations have there: the same in every language. */

const adattNumbers = { prediction: 1, input: 2, expert: 4, own: 5, all: 6, fusion: 7, gate: 10, written: 11 };
const numbers: ReadonlyMap<string, Readonly<Record<string, number>>> = new Map<
  string,
  Record<string, number>
>([
  ['adattSp', adattNumbers],
  ['adatt', adattNumbers],
  ['mmoe', { prediction: 12, fusion: 13 }],
]);

/** The number of an equation in the paper (Li et al. 2023), by architecture and kind; null for what has none there. */
export const numberInPaper = (id: string, kind: string): number | null => numbers.get(id)?.[kind] ?? null;

/** Addresses of papers, of their authors' code, and of a data set. */
export const addresses = {
  adattPaper: 'https://arxiv.org/abs/2304.04959',
  adattCode: 'https://github.com/facebookresearch/AdaTT/blob/main/mtl_lib.py',
  stemPaper: 'https://arxiv.org/abs/2308.13537',
  stemCode: 'https://github.com/LiangcaiSu/STEM/blob/main/models/STEM.py',
  census: 'https://archive.ics.uci.edu/dataset/117',
} as const;
