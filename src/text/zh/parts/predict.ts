/** Chinese texts of `en/parts/predict.ts`. */
import type * as english from '../../en/parts/predict.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join('、');

export const predictText: Translated<typeof english.predictText> = {
  missing: (names: readonly string[], given: readonly string[]) =>
    `文件里没有网络要读的列${quoted(names)}；它的列是${quoted(given)}。`,
  foreign: (names: readonly string[]) => `文件里有训练文件没有的列：${quoted(names)}。请删去或改名。`,
  numColumns: (got: number, wanted: number) => `文件有 ${got} 列；训练文件的列没有名字，共 ${wanted} 列。`,
  noNumber: (name: string, cell: string) => `列“${name}”中的“${cell}”不是数字，而训练文件的这一列全是数字。`,
  tooManyTexts: (name: string) => `列“${name}”中不同的文字太多，内存放不下。请把文件拆小。`,
  tooManyRows: (inFile: number, most: number) =>
    `文件有 ${inFile.toLocaleString('en')} 行，内存只放得下 ${most.toLocaleString('en')} 行。请把它拆小。`,
  noFile: '只有用文件训练出的网络才能预测另一个文件。',
  notPredicted: (name: string) => `没有预测 ${name}`,
  saved: (name: string, numRows: number, about: string) =>
    spaced`${name}里有${numRows.toLocaleString('en')}行的预测。${about}`,
};
