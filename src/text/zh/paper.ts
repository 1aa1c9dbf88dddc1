/** 中文：论文的表格与这里的结果。 */
import type { paperText as english } from '../en/paper.ts';
import { formatCount } from '../format.ts';
import type { Translated } from '../translated.ts';
import { listedInChinese } from './words.ts';

export const paperText: Translated<typeof english> = {
  title: '论文',
  headings: (reference) => [
    '任务',
    '架构',
    '论文',
    '这里',
    `领先 ${reference}（论文）`,
    `领先 ${reference}（这里）`,
  ],
  note: (numReplicas) => `N = ${numReplicas} 组初始权重 · 95% 区间`,
  difference: (mean, low, high) => `${mean}（${low} 至 ${high}）`,
  apart: (numRows, numReplicas) =>
    `论文在整个数据集上训练，报告 100 组初始权重的均值，没有区间。这里使用其测试文件的 ${formatCount(numRows)} 个样本，重新划分，${numReplicas} 组初始权重；层的大小、学习率和步数由我们选定。`,
  both: (reference, rivals, paper, here) =>
    `两者可以同时成立：论文中 ${reference} 比 ${listedInChinese(rivals)} 最多领先 ${paper}；这里没有任何区间在任一方向超过 ${here}。`,
  above: '这里每个架构在每个任务上都高于论文的最好结果：如何训练、用什么数据训练，比选哪个架构影响更大。',
  open: '打开此实验',
  opened: '已打开论文的实验。',
};
