/** Chinese texts of `en/reading.ts`. */
import type * as english from '../en/reading.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

const inUnit = (unit: string | null) => (unit === null ? '' : `（${unit}）`);

export const schemaText: Translated<typeof english.schemaText> = {
  notTaken: (label, expected, got, used) =>
    spaced`${label}必须是${expected}，实际得到 ${got}；改用 ${used}。`,
  unknownKeys: (got, known) => spaced`已忽略未知设置 ${got}；可用的设置为 ${known}。`,
  notASetOfFields: (got) => spaced`设置必须是名称和取值，实际得到 ${got}；使用默认值。`,

  number: (min, max, unit) => `${min} 到 ${max} 之间的数${inUnit(unit)}`,
  integer: (min, max, unit) => `${min} 到 ${max} 之间的整数${inUnit(unit)}`,
  decimals: (count) => `小数点后至多 ${count} 位的数`,
  significant: (count) => `至多 ${count} 位有效数字的数`,
  boolean: '开或关',
  choice: (values) => (values.length === 1 ? `${values[0]}` : `${values.join('、')} 之一`),
  text: (maxLength) => `1 到 ${maxLength} 个可见字符的单行文本`,
  perTask: (min, max, maxTasks) =>
    `${min} 到 ${max} 之间的一个整数，或每任务一个，如 2-1-3（至多 ${maxTasks} 个）`,
  sizes: (max, maxLength) => `至多 ${maxLength} 个 1 到 ${max} 之间的整数`,
  dims: (maxLayers, maxWidth) => `1 到 ${maxLayers} 个层宽，如 64-32，各为 1 到 ${maxWidth} 之间的整数`,
  levelDims: (maxLevels, maxLayers, maxWidth) =>
    `1 到 ${maxLevels} 个融合层，各 1 到 ${maxLayers} 个层宽，如 64-32_16，各为 1 到 ${maxWidth} 之间的整数`,

  noValue: '空',
  anObject: '一个对象',
  aFunction: '一个函数',
};

export const linkText: Translated<typeof english.linkText> = {
  tooLong: (max, got) => `链接在 # 之后至多 ${max} 个字符，这个有 ${got} 个。原来打开的实验保持不变。`,
  unknownKey: (got) => spaced`链接中的 ${got} 在这里没有含义；已忽略。`,
  matrixTriangle: (what, numCells, numTasks, got) =>
    spaced`${what}必须是 ${numCells} 个数，即 ${numTasks} 个任务的对角线以上逐行各数，实际得到 ${got}；使用默认值。`,
  fingerprint: (got) => spaced`无法读取已完成运行的指纹，内容为 ${got}；已忽略。`,
  sentence: { label: '发送者的一句话', help: '打开链接的人会读到的一行纯文本。' },
  answer: '无法读取发送者的结果，不予显示。',
  lesson: '链接中的课程已损坏，页面不带课程打开。请重新复制整个链接。',
  answerOfAnother: '发送者的结果被截断、改动过，或属于另一个实验或另一个版本，不予显示。',
  answerContradicts: (difference) => spaced`发送者的结果与链接所声明的不符：${difference}。不予显示。`,
  place: (got, known) =>
    spaced`链接打开的位置必须是 ${known} 之一，可以带上步数，如 gates:600，实际得到 ${got}；已忽略。`,
  duplicateKey: (got) => spaced`链接中 ${got} 出现两次；使用第一次。`,
  otherVersion: (got, current) =>
    spaced`链接的版本为 ${got}，本页面读取版本 ${current}。原来打开的实验保持不变；请索取新的链接。`,
  otherFileVersion: (got, current) =>
    spaced`文件的版本为 ${got}，本页面读取版本 ${current}。请检查各项设置：有的可能缺少或含义不同。`,
};

export const savingText: Translated<typeof english.savingText> = {
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
