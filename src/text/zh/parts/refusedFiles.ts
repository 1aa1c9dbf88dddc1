/** Chinese texts: why a file that was opened is none of ours. */
import type * as english from '../../en/parts/refusedFiles.ts';
import type { Translated } from '../../translated.ts';

export const refusedFileText: Translated<typeof english.refusedFileText> = {
  otherTable: '表格可以是 CSV（可用 gzip 压缩）或 Parquet：请存成这种格式，再打开那个文件。什么都没有改变。',
  onlyWeights: '权重要从菜单载入到形状相同的架构中。什么都没有改变。',
  notJson: '实验是从本页面保存的 JSON 文件，而这个文件不是 JSON，或已被截断。什么都没有改变。',
  noExperiment: '实验是从本页面保存的文件，而这个文件里没有任何实验设置。什么都没有改变。',
  tooLarge: (max) => `实验文件最大为 ${max}，这个文件更大。什么都没有改变。`,
};
