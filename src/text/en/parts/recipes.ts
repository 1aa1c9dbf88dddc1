/** English texts: files that are known by name, where to get them, and what is trained on them. */
import { addresses } from '../../papers.ts';

export const recipeText = {
  census: {
    label: 'Census income (UCI)',
    /** The name in the offer. */
    fileName: 'census-income.test',
    tasks: ['Education', 'Income', 'Marital status'],
    /** The name in the gallery of presets. */
    story:
      'The public data set of the AdaTT paper, with the three tasks of the paper and three of the architectures that it compares. The file is not part of this page, which says where to get it.',
    source:
      'Census-Income (KDD) of the UCI Machine Learning Repository: census-income.data or census-income.test, packed or not. Its 42 columns have no names.',
    /** Pages that offer the file, and the paper. */
    links: { file: addresses.census, paper: addresses.adattPaper },
  },
} as const;
