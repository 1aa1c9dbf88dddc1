/** English texts: public files, and what contestants reach on them. */
import { formatCount } from '../format.ts';

export const publicFilesText = {
  title: 'Public files',
  note: 'plus: better than the best simple model · 95 % intervals over repetitions',
  headings: ['File', 'Rows', 'Tasks', 'Best simple model'] as const,
  simple:
    'Simple models are single-task networks, linear models and boosted trees; the best is the one with the lowest test loss.',
  linear: 'Linear models',
  trees: 'Boosted trees',
  over: (numFiles: number) => `AdaTT-sp over ${numFiles} public files`,
  overNote: (level: string) => `plus: AdaTT-sp better · ${level} intervals over files, which hold together`,
  overHeadings: ['Rival', 'AdaTT-sp over it', 'Better on'] as const,
  recipe: {
    why: 'What for',
    source: 'Source',
    licence: 'Licence',
    columns: 'Columns',
    tasks: 'Tasks',
    split: 'Split',
    hash: 'SHA-256 of the rows',
    get: 'How to get it',
  },
  kinds: { number: 'number', category: 'category', yesNo: 'yes or no' },
  ofRecipe: (name: string) => `as in the recipe “${name}”`,
  split: (rule: 'random' | 'time', [train, validation, test]: readonly string[]) =>
    `${train} rows to train, ${validation} to validate, ${test} to test, ${rule === 'time' ? 'the later ones to test; repetitions differ in initial weights' : 'dealt anew in each repetition'}`,
  sampled: (numRows: number, numInSource: number) =>
    `; ${formatCount(numRows)} of ${formatCount(numInSource)} rows, drawn by R after set.seed(1)`,
  wayTo: (install: string, command: string) => `${install}; then ${command} writes the rows`,
  licences: { publicDomain: 'public domain: work of the U.S. government' },
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
      name: 'Care of the elderly',
      why: 'Use of care by people over 65, as an insurer plans it: ln(1 + visits to physicians), any emergency, any stay in hospital.',
    },
    doctorVisits: {
      name: 'Visits to doctors',
      why: 'Two weeks of people in Australia: any visit to a doctor, any day of reduced activity.',
    },
    healthInsurance: {
      name: 'Health insurance',
      why: 'What an insurer asks of a household: in good health, limited in activity, insured.',
    },
    college: {
      name: 'Way to college',
      why: 'Pupils by home and region: the score of a test in school and the years of education in the end.',
    },
    thirdGrade: {
      name: 'Third grade',
      why: 'Reading and mathematics in the third grade, from what is known of the pupils of Project STAR at the end of the first.',
    },
    wages: {
      name: 'Wages',
      why: 'Workers followed over seven years: ln(wage), weeks worked, member of a union. Later years of the same people are predicted.',
    },
    mothers: {
      name: 'Mothers',
      why: 'Mothers of two children in the census of 1980: a third child, and weeks worked in the year.',
    },
    breastCancer: {
      name: 'Breast cancer',
      why: 'Relapse and death within five years of an operation; a blank where a patient left the study before.',
    },
    lightChains: {
      name: 'Light chains',
      why: 'Blood samples: ln of both free light chains, and death within eight years; a blank where follow-up ended before.',
    },
    dutchPupils: {
      name: 'Dutch pupils',
      why: 'Tests of language and arithmetic at the end of a school year, from those before it, home and class.',
    },
    shoppers: {
      name: 'Shoppers',
      why: 'What marketing wants to know of customers of a shopping mall: class of income (1 to 9), owner of the home, lives in a house.',
    },
    developers: {
      name: 'Developers',
      why: 'Answers of developers to a survey: ln(salary), works remotely, satisfaction with the career.',
    },
    loans: {
      name: 'Loans',
      why: 'What a lender decides and fears of an application: the rate of interest, and whether the loan goes bad. The grade, which sets the rate, is left out.',
    },
    storms: {
      name: 'Storms',
      why: 'Wind and pressure of an Atlantic storm 24 hours ahead, from where and what it is now.',
    },
    houses: {
      name: 'Houses',
      why: 'Houses sold in cities of Texas in the next month, their median price and the houses on offer, as logarithms.',
    },
    weather: {
      name: 'Weather',
      why: 'Tomorrow in Seattle and New York: the highest temperature, whether it rains, and the wind.',
    },
    census: {
      name: 'Census',
      why: 'The tasks of the AdaTT paper: a degree, more than 50,000 dollars a year, never married.',
    },
  },
} as const;
