/** English texts: public files, and what contestants reach on them. */
import { formatCount } from '../format.ts';

export const publicFilesText = {
  title: 'Public files',
  note: 'plus: better than the best simple model · 95 % intervals over repetitions',
  headings: ['File', 'Rows', 'Tasks', 'Best simple model'] as const,
  simple:
    'Simple models are single-task, linear models and boosted trees; the best has the lowest test loss.',
  linear: 'Linear models',
  trees: 'Boosted trees',
  over: (numFiles: number) => `AdaTT-sp over ${numFiles} public files`,
  overNote: (level: string) => `plus: AdaTT-sp better · ${level} intervals over files, which hold together`,
  overHeadings: ['Rival', 'AdaTT-sp over it', 'Better on'] as const,
  fields: [
    'Predicted',
    'Source',
    'Licence',
    'Columns',
    'Tasks',
    'Split',
    'SHA-256',
    'How to get it',
  ] as const,
  kinds: { number: 'number', category: 'category', yesNo: 'yes or no' },
  ofRecipe: (name: string) => `as in the recipe “${name}”`,
  split: (rule: 'random' | 'time', [train, validation, test]: readonly string[]) =>
    `${train} rows to train, ${validation} to validate, ${test} to test, ${rule === 'time' ? 'the later ones to test; repetitions differ in initial weights' : 'split anew in each repetition'}`,
  sampled: (numRows: number, numInSource: number) =>
    `; ${formatCount(numRows)} of ${formatCount(numInSource)} rows, drawn by R after set.seed(1)`,
  wayTo: (install: string, command: string) => `${install}; then ${command} writes the rows`,
  publicDomain: 'public domain: work of the U.S. government',
  refused: {
    title: 'Files looked at and not taken',
    reasons: {
      oneLabel: 'Only one label worth predicting',
      fewRows: 'Fewer than 2,000 rows',
      licence: 'Licence of the data unclear, or for research alone',
      givesAway: 'One label gives away the other',
      blank: 'A label is blank in most rows',
    },
  },
  files: {
    elderlyCare: {
      name: 'Care over 65',
      why: 'ln(1 + visits to physicians), any emergency, any stay in hospital.',
    },
    doctorVisits: { name: 'Visits to doctors', why: 'In two weeks: any visit, any day of reduced activity.' },
    healthInsurance: { name: 'Health insurance', why: 'In good health, limited in activity, insured.' },
    college: { name: 'Way to college', why: 'A test in school, years of education in the end.' },
    thirdGrade: { name: 'Third grade', why: 'Reading and mathematics, known at the end of the first grade.' },
    wages: { name: 'Wages', why: 'The same workers in later years: ln(wage), weeks, union.' },
    mothers: { name: 'Mothers of two', why: 'A third child, weeks worked in the year.' },
    breastCancer: { name: 'Breast cancer', why: 'Relapse and death within five years; blank if not known.' },
    lightChains: {
      name: 'Light chains',
      why: 'ln of two free light chains, death within eight years; blank if not known.',
    },
    dutchPupils: { name: 'Dutch pupils', why: 'Language and arithmetic at the end of a school year.' },
    shoppers: { name: 'Shoppers', why: 'Income class (1 to 9), owns the home, lives in a house.' },
    developers: { name: 'Developers', why: 'ln(salary), works remotely, satisfied with the career.' },
    loans: {
      name: 'Loans',
      why: 'Interest rate, whether the loan goes bad; without the grade, which sets the rate.',
    },
    storms: { name: 'Atlantic storms', why: 'Wind and pressure 24 hours ahead.' },
    houses: {
      name: 'Houses in Texas',
      why: 'Next month: ln of sales, of the median price, of homes on offer.',
    },
    weather: { name: 'Weather', why: 'Tomorrow: highest temperature, rain, wind.' },
    census: { name: 'Census', why: 'A degree, over 50,000 dollars a year, never married.' },
  },
} as const;
