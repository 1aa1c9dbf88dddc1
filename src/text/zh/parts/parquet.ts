/** Chinese texts of `en/parts/parquet.ts`. */
import type * as english from '../../en/parts/parquet.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

const counted = (count: number) => count.toLocaleString('en');

const holds = { list: '列表', map: '映射', struct: '结构', bytes: '字节' } as const;

const limited = {
  rows: '行',
  columns: '列',
  bytes: '字节（解压后）',
  chunkBytes: '字节（一个行组的一列）',
} as const;

const listed = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join('、')} 等 ${names.length} 列` : names.join('、');

export const parquetText: Translated<typeof english.parquetText> = {
  damaged:
    '无法读取文件：它不是 Parquet，或已损坏。请重新下载或重新写入；如果是 CSV 文件，请让文件名以 .csv 结尾。',
  unsupported: (feature) =>
    spaced`无法读取 Parquet 文件：它使用了这里不支持的功能（${feature}）。请重新写成使用 snappy 的 Parquet，或写成 CSV。`,
  tooLarge: (what, got, limit) =>
    spaced`无法读取 Parquet 文件：文件过大，有 ${counted(got)} ${limited[what]}，上限为 ${counted(limit)}。请减少行数或列数，或用更小的行组写入。`,

  noColumns: (leftOut) => (leftOut.length === 0 ? '没有列' : spaced`没有数值或文本列：${listed(leftOut)}`),
  sameName: '两列同名',
  decimals: (column) => spaced`${column}中没有转换类型的小数`,
  elsewhere: (path) => spaced`行在另一个文件中：${path}`,
  encrypted: '加密',
  compression: (codec) => spaced`${codec} 压缩`,

  holds,
  leftOutColumn: (name, held) => spaced`${name}（${holds[held]}）`,
  leftOut: (columns) =>
    spaced`文件中有 ${counted(columns.length)} 列未使用，因为表格没有存放其内容的单元格：${listed(columns)}。要使用它们，请写成数值或文本列。`,
  notLoaded: '未能下载读取 Parquet 文件的部分。联网后请再试，或把文件写成 CSV。',
};
