/** Chinese texts of `en/parts/parquet.ts`. */
import type * as english from '../../en/parts/parquet.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

const otherFile = '请重新写成使用 snappy 的 Parquet，或写成 CSV。';

const smallerGroups = '请用更小的行组写入。';

const counted = (count: number) => count.toLocaleString('en');

const holds = { list: '列表', map: '映射', struct: '结构', bytes: '字节' } as const;

const listed = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join('、')} 等 ${names.length} 列` : names.join('、');

export const parquetText: Translated<typeof english.parquetText> = {
  itsEnd: '说明内容的文件末尾',
  inGroup: (column, group, numGroups) =>
    numGroups === 1 ? spaced`列${column}` : spaced`列${column}（行组 ${group}/${numGroups}）`,
  inPage: (column, page) => spaced`${column}第 ${page} 页`,

  damaged: (place) => spaced`Parquet 文件已损坏：${place}与其自身的说明不符。请重新获取，或重新写入。`,
  unpacksTo: (place, numBytes, length) =>
    spaced`Parquet 文件已损坏：${place}解压后${numBytes === null ? '不止' : '为'} ${counted(numBytes ?? length)} 字节，页头说明为 ${counted(length)} 字节。请重新获取，或重新写入。`,
  severalMembers: (place) =>
    spaced`无法读取该 Parquet 文件：${place}由多个 gzip 成员压缩而成，这里无法核对其校验和。${otherFile}`,
  tooManyBytes: (place, packed, unpacked) =>
    spaced`Parquet 文件的说明不可信：${place}只有 ${counted(packed)} 字节，却称解压后为 ${counted(unpacked)} 字节。${smallerGroups}`,
  tooManyValues: (place, numValues, max) =>
    spaced`Parquet 文件的一页中值太多：${place}有 ${counted(numValues)} 个，最多可读取 ${counted(max)} 个。${smallerGroups}`,
  tooManyCells: (numRows, numColumns, numBytes) =>
    spaced`Parquet 文件的说明不可信：${counted(numBytes)} 字节中称有 ${counted(numRows)} 行、${numColumns} 列。请重新获取，或减少行数。`,
  longEnd: (numBytes, max) =>
    spaced`Parquet 文件说明内容的末尾有 ${counted(numBytes)} 字节，最多可读取 ${counted(max)} 字节。请用更大的行组写入，或减少列数。`,
  noParquet: (first) =>
    `它名为 Parquet 文件，开头却是 ${JSON.stringify(first)} 而不是 "PAR1"。如果是 CSV 文件，请让文件名以 .csv 结尾；否则请重新写入。`,
  cutOff: 'Parquet 文件不完整：末尾没有 "PAR1" 和内容清单。请重新获取，或等它写完。',
  encrypted: 'Parquet 文件已加密，而这里没有密钥。请不加密写入。',
  elsewhere: (path) =>
    spaced`Parquet 文件不含自己的行：它们在${path}中。请选择那个文件，或把所有行写入一个文件。`,
  noColumns: (leftOut) =>
    leftOut.length === 0
      ? 'Parquet 文件没有列。'
      : spaced`Parquet 文件没有数值或文本列：${listed(leftOut)}。请把其内容写成单独的列。`,
  compression: (place, codec) =>
    spaced`Parquet 文件的${place}以${codec ?? '未知方式'}压缩，这里无法解压；可用 snappy、gzip、zstd、brotli 和 lz4。${otherFile}`,
  encoding: (place, encoding) =>
    spaced`Parquet 文件的${place}以${encoding ?? '未知方式'}编码，这里无法读取。${otherFile}`,
  oldLevels: `Parquet 文件标记空白单元格的方式（BIT_PACKED）已于 2013 年弃用。${otherFile}`,

  holds,
  leftOutColumn: (name, held) => spaced`${name}（${holds[held]}）`,
  leftOut: (columns) =>
    spaced`文件中有 ${columns.length.toLocaleString('en')} 列未使用，因为表格没有存放其内容的单元格：${listed(columns)}。要使用它们，请写成数值或文本列。`,
  notLoaded: '页面中读取 Parquet 文件的部分未能下载。联网后请再试，或把文件写成 CSV。',
};
