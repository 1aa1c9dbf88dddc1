/** Chinese texts of `en/ownData.ts`. */
import type * as english from '../en/ownData.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

const whole = (count: number): string => count.toLocaleString('en');
const beyondChance = (isShifted: boolean): string => (isShifted ? '，超出偶然' : '');

export const ownDataText: Translated<typeof english.ownDataText> = {
  staysHere: '数据留在本机：不会发送到任何地方，链接也不带任何行。',
  choose: {
    detail:
      'CSV 文件（.csv、.tsv、.txt，也可压缩为 .gz）或 Parquet 文件，每个样本一行，每个特征或目标一列。拖放到本页面任意处，或',
    button: '选择文件…',
    other: '选择其他文件…',
    exampleTitle: '手边没有文件？',
    exampleDetail: '一家虚构的商店，有三件事要预测，也有真实文件常见的情况：空白，以及从不变化的列。',
    example: '用示例文件试试',
    awaited: (label) => spaced`${label}已设置好，正在等待文件。`,
    links: { file: '文件的获取地址', paper: '论文及其结果' },
  },

  reading: (fileName) => spaced`正在读取${fileName}`,
  progress: (share, numRows) => `已读 ${share}，共 ${whole(numRows)} 行`,
  willBeSampled: (numExpected, maxRows, isKnown) =>
    `${isKnown ? '它有' : '它大约有'} ${whole(isKnown ? numExpected : Number(numExpected.toPrecision(2)))} 行，超过所用的行数：用固定种子抽取其中 ${whole(maxRows)} 行。`,
  useRows: (numRows) => `使用 ${whole(numRows)} 行`,
  failed: (fileName) => spaced`无法读取${fileName}`,
  noNetwork: '本机离线，页面中读取文件的部分未能下载。联网后请再试。',
  tooSlow: '读取此文件已超过一分钟仍没有得到任何行：文件已损坏，或被有意做成这样。没有读入任何内容。',
  noWorker: '页面中读取文件的部分停止了，或无法启动。请再试，或重新加载页面。',
  read: (numRows, numColumns) => `文件已读取：${whole(numRows)} 行，${whole(numColumns)} 列。`,

  facts: (numRows, numRowsInFile, numColumns) =>
    numRows === numRowsInFile
      ? `${whole(numRows)} 行 × ${whole(numColumns)} 列`
      : `${whole(numRowsInFile)} 行中的 ${whole(numRows)} 行 × ${whole(numColumns)} 列`,
  form: '文件如何切分成单元格',
  anotherFile: (fileName, expected) =>
    spaced`${fileName}不是这个实验所用的文件（${expected}）：内容不同，结果也会不同。仍要使用它，或换一个文件。`,
  recipeFits: (label) => spaced`这是${label}。`,
  recipeOffer: (tasks) => spaced`可以按论文的任务（${tasks.join('、')}）设置，使用论文所比较的三个架构。`,
  useRecipe: '按论文的任务设置',
  recipeUsed: '已采用论文的任务。一切仍可修改。',

  tasks: {
    seemsAfter: (name, first, numRows, isBlank) =>
      spaced`${name}似乎发生在${first}之后：没有后者的 ${numRows} 行上，前者${isBlank ? '没有标签' : '从不为“是”'}。`,
    comesAfter: (name, first) => spaced`${name}发生在${first}之后；网络在全部行上学习（整个空间）。`,
    putAfter: '设为在其后',
    title: '预测什么',
    note: '每行一个任务。它所预测的列不再作为输入。',
    needsColumn: '请选择这个任务预测的列，或移除该任务。',
    name: (number) => `任务 ${number} 的名称`,
    column: (number) => `任务 ${number} 预测的列`,
    predicts: '预测',
    noColumn: '选择一列…',
    kind: (number) => `任务 ${number} 如何读取它`,
    asNumber: '数值本身',
    asAnswer: '是或否',
    aboveThreshold: '高于界限为是',
    threshold: (number) => `任务 ${number} 高于此值为是`,
    yes: (number) => `任务 ${number} 中哪些算“是”`,
    yesShort: '“是”为：',
    moreValues: (count) => `另有 ${whole(count)} 个较少见的取值，都算“否”`,
    mask: (number) => `任务 ${number} 的有标签样本`,
    allLabelled: '非空处有标签',
    maskedBy: (column) => spaced`${column}不为 0 处有标签`,
    add: '添加任务',
    addAnother: '增加任务才能看出共享的价值：本页面比较的是同时学习多个任务的网络。',
    remove: (name) => spaced`移除任务${name}`,
    answers: (percent, numLabels) => `${whole(numLabels)} 个有标签的训练样本中 ${percent} 为是`,
    elsewhere: (validation, test, isShifted) =>
      `；验证集 ${validation}，测试集 ${test}${beyondChance(isShifted)}`,
    numbers: (mean, deviation, numLabels) =>
      `${whole(numLabels)} 个有标签的训练样本，均值 ${mean} ± ${deviation}`,
  },
  correlation: '标签之间的关系',
  correlationNote: '标签的相关性，在训练集上测得。',
  correlationUnknown: '有了文件就会测量。',
  correlationOneTask: '需要两个任务。',

  columns: {
    title: '列',
    note: '附文件的前几行',
    name: '列名',
    role: '用途',
    roleOf: (name) => spaced`列${name}的用途`,
    holds: '内容',
    row: (number) => `第 ${number} 行`,
    blank: '空白',
    numBlank: (percent) => `${percent} 空白`,
    numbers: (min, max) => `${min} 至 ${max}`,
    oneNumber: (value) => `恒为 ${value}`,
    texts: (count) => `${whole(count)} 个不同取值`,
    nothing: '全部空白',
    tooManyTexts: '不同的文本太多',
    features: (count) => `${whole(count)} 个特征`,
    roles: {
      number: '特征：数值',
      categories: '特征：类别',
      date: '特征：日期',
      id: '特征：ID',
      prior: '先验：谁或何处',
      priorId: '先验：ID',
      target: '目标',
      mask: '哪些样本有标签',
      weight: '样本权重',
      split: '训练、验证或测试',
      ignored: '忽略',
    },
    more: (count) => `再显示 ${whole(count)} 列`,
  },

  ids: 'ID 嵌入向量',
  idsNote:
    'ID 列的每个取值学习一个向量，无论出现在哪里都相同。罕见的取值和只在后来的样本中出现的取值共用一个。',
  split: '训练集、验证集和测试集',
  splitByColumn: (column) => spaced`由列${column}规定样本属于哪部分。`,
  problemsTitle: '使用之前需要：',
  leftOutTitle: (count) => `${whole(count)} 列未用作特征`,
  notesTitle: (count) => `${count} 条须知`,
  checking: '正在检查各列…',
  ready: (train, validation, test, numFeatures) =>
    `训练集 ${whole(train)}、验证集 ${whole(validation)}、测试集 ${whole(test)} 个样本，每个 ${whole(numFeatures)} 个特征。`,
  memory: (megabytes) => `训练约需 ${megabytes} 内存。`,
  use: '使用这个文件',
  used: (fileName) => spaced`实验用${fileName}训练。`,

  section: {
    none: '还没有文件。',
    missing: (fileName) => spaced`${fileName}不在这里：链接带有它的列，但不带任何行。`,
    change: '列与任务…',
    memoryOnly: '文件也保留在内存中，直到页面关闭。',
  },
};

const timeUnits: Readonly<Record<string, string>> = {
  seconds: '秒',
  milliseconds: '毫秒',
  microseconds: '微秒',
  nanoseconds: '纳秒',
};

export const dealingText: Translated<typeof english.dealingText> = {
  noTimeColumn: '要按时间划分，但没有日期列。请选择说明样本何时发生的列，或改为随机划分。',
  noGroupColumn: '要按组划分，但没有列给出分组。请选择一列，或改为随机划分。',
  noSuchColumn: (name) => spaced`要按列${name}划分，但文件中没有它。请换一列，或改为随机划分。`,
  resplitsByTime:
    '按时间只有一种划分方式，因此各次重复不能各自重新划分。请保持一种划分，或改为随机或按组划分。',
  fewTimes: (name, got) =>
    spaced`列${name}${got === 0 ? '没有日期' : `只有 ${whole(got)} 个不同的时间`}，不足以据此区分训练集、验证集和测试集。请换一列，或改为随机划分。`,
  tooManyGroups: (name) => spaced`列${name}含有太多不同的文本，内存不足以区分各组。请按其他列划分。`,
  oneGroup: (name) => spaced`列${name}的所有单元格都相同，因此没有组可分。请换一列，或改为随机划分。`,
  noDates: (name, cell) => spaced`列${name}含有“${cell}”这样的单元格，不是日期。请改作他用，或忽略它。`,
  groupIsFeature: (name) =>
    spaced`列${name}是特征，但测试集中没有一个取值在训练集中出现过。除非它的数值有含义，否则请忽略它。`,
  columnFirst: (name, dealBy) =>
    spaced`列${name}已规定样本属于哪部分，因此不按${dealBy === 'time' ? '时间' : '组'}划分。`,
  timeless: (name, count) => spaced`有 ${whole(count)} 行在用于划分的列${name}中没有日期：不使用。`,
  ambiguous: (name, isDayFirst) =>
    spaced`列${name}的日期都看不出日在前还是月在前；当作${isDayFirst ? '日' : '月'}在前。若有误，请把日期写成 2024-03-31。`,
  mixedOrders: (name, { dayFirst, monthFirst, either }, isDayFirst) =>
    spaced`列${name}的日期互相矛盾：${whole(dayFirst.count)} 个单元格（如“${dayFirst.example}”）只能是日在前，${whole(monthFirst.count)} 个（如“${monthFirst.example}”）只能是月在前。当作${isDayFirst ? '日' : '月'}在前：${whole((isDayFirst ? monthFirst : dayFirst).count)} 个单元格按空白处理${either.count > 0 ? spaced`，另有 ${whole(either.count)} 个两种都可能，也许读错` : ''}。请把日期都写成 2024-03-31，或忽略该列。`,
  counted: (name, unit, from, to) =>
    spaced`列${name}是自 1970 年起的${timeUnits[unit] ?? unit}数，按日期读取，从 ${from} 到 ${to}。若它计的是别的，请用作数值。`,
  oddDates: (name, count, cell) =>
    spaced`列${name}含有日期，但有 ${whole(count)} 个单元格（如“${cell}”）不是日期：按空白处理。`,
  timeAtRandom: (name) =>
    spaced`列${name}含有日期，但样本是随机划分的，因此结果只对同样日期的样本成立。要在之后的样本上测试，请按时间划分。`,
  unusedDates: (name, isLeftOut) =>
    spaced`列${name}含有日期${isLeftOut ? '，未使用' : ''}。用作日期时，年、月、日、星期和小时都是特征。`,
};

export const shiftText: Translated<typeof english.shiftText> = {
  cuts: (name, validationFrom, testFrom) =>
    spaced`按列${name}（UTC），${validationFrom} 起为验证集，${testFrom} 起为测试集。`,
  answers: (name, [train, validation, test], isShifted) =>
    spaced`${name}为是的比例：训练集 ${train ?? ''}，验证集 ${validation ?? ''}，测试集 ${test ?? ''}${beyondChance(isShifted)}。`,
  numbers: (name, [train, validation, test], isShifted) =>
    spaced`${name}的均值：训练集 ${train ?? ''}，验证集 ${validation ?? ''}，测试集 ${test ?? ''}${beyondChance(isShifted)}。`,
  columns: (columns, numOthers) =>
    spaced`测试集与训练集差异最大的列：${columns.join('、')}${numOthers > 0 ? ` 等 ${columns.length + numOthers} 列` : ''}；所示为群体稳定性指数，0.1 为小，0.25 为大。`,
  column: (name, index) => spaced`${name}（${index.toFixed(2)}）`,
  none: '训练集与测试集之间没有任何列的差异超出偶然，或差异很大。',
};
