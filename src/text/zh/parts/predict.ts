/** Chinese texts of `en/parts/predict.ts`. */
import type * as english from '../../en/parts/predict.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join('、');

export const predictText: Translated<typeof english.predictText> = {
  missing: (names, given) => `文件里没有网络要读的列${quoted(names)}；它的列是${quoted(given)}。`,
  foreign: (names) => `文件里有训练文件没有的列：${quoted(names)}。请删去或改名。`,
  noNumber: (name, cell) => `列“${name}”中的“${cell}”不是数字，而训练文件的这一列全是数字。`,
  tooLarge: '内存放不下这个文件。请把它拆小。',
  notPredicted: (name) => spaced`没有预测${name}`,
  saved: (name, numRows, about) => spaced`${name}里有${numRows.toLocaleString('en')}行的预测。${about}`,
};
