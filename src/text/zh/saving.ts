/** Chinese texts: the menu of a picture or table. */
import type * as english from '../en/saving.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

export const savingText: Translated<typeof english.savingText> = {
  save: '保存',
  saveTitle: (title) => spaced`保存${title}`,
  png: '图片（PNG）',
  svg: '矢量图（SVG）',
  csv: '数值（CSV）',
  json: '数值（JSON）',
  saveFailed: '无法保存。请换一种格式。',
  table: '表格',
  hideTable: '隐藏表格',
};
