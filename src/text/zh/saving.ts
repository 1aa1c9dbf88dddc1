/** Chinese texts: the menu of a picture or table. */
import type * as english from '../en/saving.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

export const savingText: Translated<typeof english.savingText> = {
  standaloneName: 'adatt-playground.html',
  standaloneSaved: (size) => `已保存：${size}。文件包含页面、这份设置及其结果，无需网络。`,
  save: '保存',
  saveTitle: (title) => spaced`保存${title}`,
  png: '图片（PNG）',
  svg: '矢量图（SVG）',
  csv: '数值（CSV）',
  json: '数值（JSON）',
  madeWith: (page, release) => spaced`由 ${page} ${release} 制作。再训练一次：`,
  saveFailed: '无法保存。请换一种格式。',
  table: '表格',
  hideTable: '隐藏表格',
};
