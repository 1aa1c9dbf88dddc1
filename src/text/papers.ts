/** Addresses of papers and code, and equation numbers of papers, the same in every language. */

const adattNumbers = { prediction: 1, input: 2, expert: 4, own: 5, all: 6, fusion: 7, gate: 10, written: 11 };
const numbers: ReadonlyMap<string, Readonly<Record<string, number>>> = new Map<
  string,
  Record<string, number>
>([
  ['adattSp', adattNumbers],
  ['adatt', adattNumbers],
  ['mmoe', { prediction: 12, fusion: 13 }],
]);

/** Number in the paper (Li et al. 2023), if any. */
export const numberInPaper = (id: string, kind: string): number | null => numbers.get(id)?.[kind] ?? null;

export const addresses = {
  adattPaper: 'https://arxiv.org/abs/2304.04959',
  caruanaPaper: 'https://doi.org/10.1023/A:1007379606734',
  mmoePaper: 'https://doi.org/10.1145/3219819.3220007',
  plePaper: 'https://doi.org/10.1145/3383313.3412236',
  adattCode: 'https://github.com/facebookresearch/AdaTT/blob/main/mtl_lib.py',
  stemPaper: 'https://arxiv.org/abs/2308.13537',
  stemCode: 'https://github.com/LiangcaiSu/STEM/blob/main/models/STEM.py',
  census: 'https://archive.ics.uci.edu/dataset/117',
} as const;
