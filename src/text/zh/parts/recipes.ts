/** Chinese texts: files that are known by name, where to get them, and what is trained on them. */
import type * as english from '../../en/parts/recipes.ts';
import { addresses } from '../../papers.ts';
import type { Translated } from '../../translated.ts';

export const recipeText: Translated<typeof english.recipeText> = {
  census: {
    label: '人口普查收入（UCI）',
    fileName: 'census-income.test',
    tasks: ['教育', '收入', '婚姻状况'],
    story:
      'AdaTT 论文使用的公开数据集，含论文的三个任务和论文所比较的三个架构。文件不在本页面中，页面会说明从哪里获取。',
    source:
      'UCI Machine Learning Repository 的 Census-Income (KDD)：census-income.data 或 census-income.test，压缩与否均可。其 42 列没有列名。',
    links: { file: addresses.census, paper: addresses.adattPaper },
  },
};
