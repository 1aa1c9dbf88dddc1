/** Chinese texts of `en/table.ts`. */
import type * as english from '../en/table.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

const whole = (count: number): string => count.toLocaleString('en');

const parts = { train: '训练集', validation: '验证集', test: '测试集' } as const;

const listed = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join('、')} 等 ${names.length} 个` : names.join('、');

const rows = (listOfRows: readonly number[]) =>
  listOfRows.length > 5
    ? `${listOfRows.slice(0, 5).join('、')} 等 ${listOfRows.length} 行`
    : `${listOfRows.join('、')} 行`;

export const tableText: Translated<typeof english.tableText> = {
  sourceLabel: '你自己的文件',

  scope: {
    rows: '针对这个文件和划分',
    everything: '针对这个文件和划分',
    weights: '针对这个文件、划分和样本顺序',
  },
  scopeOfResplits: '针对这类文件',

  setup: {
    lost: '浏览器的内存中已没有这个文件。请重新选择。',
    noFile: '还没有文件。请选择 CSV 或 Parquet 文件，或换一个数据来源。',
    fileNeeded: (fileName) =>
      spaced`这个实验用文件${fileName}训练，链接和保存的实验都不带它。请从你的设备中选择它。`,
    idsUnknown: '读取文件之后 ID 列有变动。请重新打开文件，以便知道它们有多少个取值。',
    noFeatures: '没有任何列是特征，因此无从预测。请把一些列设为特征。',
    noTarget: (task) => `任务 ${task} 没有目标。请选择它要预测的列，或移除该任务。`,
    wrongKind: (task) =>
      `如果任务 ${task} 规定了哪些单元格算“是”，它必须是二分类，否则是回归。请重新选择它的目标。`,
    otherWidth: (got, expected) =>
      `文件的列得到 ${whole(got)} 个特征，而实验需要 ${expected} 个。请重新选择文件。`,
    fewerRows: (part, got, expected) =>
      `文件有 ${whole(got)} 个${parts[part]}样本，而实验要求 ${whole(expected)} 个。请把要求降到 ${whole(got)} 以下，或让这部分占文件的更大份额。`,
  },
};

export const tableFileText: Translated<typeof english.tableFileText> = {
  // A name in links and programs, the same in every language.
  columnName: (number) => `Column ${number}`,

  dateParts: {
    days: (name) => name,
    year: (name) => spaced`${name}，年`,
    day: (name) => spaced`${name}，日`,
    monthSine: undefined,
    monthCosine: undefined,
    weekdaySine: undefined,
    weekdayCosine: undefined,
    hourSine: undefined,
    hourCosine: undefined,
  },

  treatments: {
    farNumbers: (name, numbers, count) =>
      spaced`列 ${name}：${count} 个单元格中是 ${listed(numbers)}，远离其他所有数，使其余的差别消失。这样的数往往表示“未知”。`,
    tail: (name, far, isTask) =>
      spaced`列 ${name} 最远到 ${far}，远超其多数数值：少数几行决定了它的${isTask ? '损失' : '尺度'}。`,
    applied: (name, blanks, form) =>
      spaced`列 ${name}：${listed([
        ...(blanks.length > 0 ? [spaced`${listed(blanks)} 视为空白`] : []),
        ...(form === null ? [] : [form === 'log' ? '取对数' : '截断到中间 99%']),
      ])}。`,
    offers: { blank: '视为空白', log: '取对数', clip: '截断到中间 99%', asItIs: '保持原样' },
  },
  problems: {
    withoutParent: (task, before, where) =>
      `任务 ${task} 在任务 ${before} 之后，但在文件的第 ${rows(where)}中，任务 ${before} 为否而任务 ${task} 为是。请改正文件或列，或让任务 ${task} 不在任何任务之后。`,
    oneAnswerAfter: (task, before, part, numAnswers) =>
      `在任务 ${before} 为是之处，任务 ${task} 在${parts[part]}的所有样本上${numAnswers === 0 ? '没有标签' : '标签都相同'}，因此无从区分。请换一种划分，或让任务 ${task} 不在任何任务之后。`,
    parts,
    otherFile: (got, expected) =>
      spaced`${got}不是这个实验所用的文件（${expected}）：内容不同。请选择那个文件，或重新设置。`,
    missingColumns: (names, numColumns) =>
      spaced`文件中没有列${listed(names)}；它有 ${whole(numColumns)} 列。请选择属于此设置的文件，或重新设置。`,
    smallPart: (part, got, min) => `${part}只有 ${whole(got)} 行，而至少需要 ${min} 行。请分给它更多。`,
    weightOfTexts: (name, cell) =>
      spaced`列${name}含有“${cell}”这样的文本，不能作为权重。请换一列，或忽略它。`,
    negativeWeight: (name, value) =>
      spaced`列${name}含有 ${value}，而样本的权重不能小于零。请换一列，或忽略它。`,
    hugeWeight: (name, value) =>
      spaced`列${name}含有 ${value}，相比之下其他样本都可忽略不计。请改正该单元格，或换一列。`,
    noWeight: (name) => spaced`没有训练样本在列${name}中的权重大于 0，因此无从学习。请换一列，或忽略它。`,
    weighted: (name) =>
      spaced`训练时样本按列${name}加权，空白处不计。验证和测试的损失、AUC 及由此得出的一切对每个样本一视同仁。`,
    splitTwice: (name) =>
      spaced`列${name}已规定哪些样本属于哪部分，因此各次重复不能重新划分。请忽略该列，或保持一种划分。`,
    textsAsNumber: (name, cell) =>
      spaced`列${name}含有“${cell}”这样的文本，不是数值。请把它用作类别，或忽略它。`,
    nothingVaries: '训练样本之间没有任何特征有差异，因此无从学习。请把其他列设为特征。',
    tooWide: (got, max, widest) =>
      spaced`各列得到 ${whole(got)} 个特征，超过上限 ${max}。请忽略一些；最宽的是${widest.join('、')}。`,
    width: (name, numFeatures) => spaced`${name}（${numFeatures}）`,
    targetOfTexts: (task, name) => spaced`任务 ${task} 预测列${name}，它含有文本。请说明其中哪些算“是”。`,
    noLabels: (task, part) =>
      `任务 ${task} 在${part}的任何样本上都没有标签：目标在那里为空或被屏蔽。请换一个目标或划分。`,
    farLabel: (task, part, value) =>
      `任务 ${task} 在${part}中有标签 ${value}，远离其他所有标签，与之并列就测不出任何东西。请改正该单元格，或去掉该行。`,
    oneNumber: (task, part, value) =>
      `任务 ${task} 在${part}的所有样本上标签都是 ${value}，因此没有可预测的。请换一个目标。`,
    oneClass: (task, part, isYes) =>
      `对任务 ${task}，${part}的所有样本都为${isYes ? '是' : '否'}，因此无从区分。请让其他单元格算“是”，或换一个目标或划分。`,
    sampled: (numRowsInFile, numRows, numColumns, isFull) =>
      `文件有 ${whole(numRowsInFile)} 行；用固定种子抽取其中 ${whole(numRows)} 行使用：${isFull ? `${whole(numColumns)} 列时放不下更多` : '按设置的数量'}。`,
    notUnicode: (label, others) =>
      spaced`文件不是 Unicode：按${label}读取字符${others.length > 0 ? `，但也可能是${others.join('或')}` : ''}。请检查非英文的名称，如有错请选择其他编码。`,
    damaged: '文件中有些字节不是字符，以特定符号代替。请选择其他编码，或把文件存成 UTF-8。',
    ragged: (count) => `有 ${whole(count)} 行的单元格数与其他行不同：缺少的为空，超出最后一列的舍去。`,
    renamed: (names) => spaced`列名必须各不相同；名为${listed(names)}的列加了编号。`,
    tooManyTexts: (name) =>
      spaced`列${name}含有太多不同的文本，内存不足以区分。请忽略它，或从文件中去掉其他列。`,
    writtenNumbers: (name, cell) =>
      spaced`列${name}未使用：“${cell}”这样的单元格像数值，却被读作文本。请写成 1234.5，不要千位分隔符或货币符号。`,
    oddCells: (name, count, cell) =>
      spaced`列${name}含有数值，但有 ${whole(count)} 个单元格（如“${cell}”）不是数值：按空白处理。`,
    blankNumbers: (name) => spaced`列${name}有空白单元格：以均值填充，并另加一个特征标明位置。`,
    vectors: (name, got, used, least) =>
      spaced`列${name}有 ${whole(got)} 个 ID；其中 ${whole(used)} 个出现在 ${whole(least)} 个或更多训练样本中，各有一个嵌入向量，其余共用一个。`,
    manyCategories: (name, got, used) =>
      spaced`列${name}有 ${whole(got)} 个类别；最常见的 ${used} 个各占一个特征，其余共用一个。`,
    unknownPart: (name, cell) =>
      spaced`列${name}写着“${cell}”，既不是 train、validation 也不是 test；这样的行不使用。`,
  },

  leftOut: {
    column: (name, reason) => spaced`列${name}不是特征：${reason}。`,
    reasons: {
      blank: '所有单元格都是空白',
      constant: '在所有训练样本中都相同，没有信息',
      counter: '它只是行号',
      texts: '不同的文本太多，不能各成特征；可以用作 ID',
      memory: '文本太多，内存不足以区分',
      time: '样本按它划分',
      group: '它说明哪些样本属于一组',
      mask: '它说明哪些样本有标签',
      weight: '它说明样本的权重',
      split: '它说明哪些样本用于训练，哪些用于测试',
      chosen: '按选择忽略',
    },
  },

  leaks: {
    column: (name, task, auc) =>
      spaced`仅凭列${name}就几乎能无误地判断任务 ${task} 的标签（AUC ${auc.toFixed(3)}）。如果它在标签之后才知道，请忽略它。`,
    blanks: (name, task, auc) =>
      spaced`列${name}是否为空就几乎能无误地判断任务 ${task} 的标签（AUC ${auc.toFixed(3)}）。如果它在标签之后才填写，请忽略它。`,
    number: (name, task, share) =>
      spaced`仅凭列${name}就能解释任务 ${task} 标签变化的 ${(100 * share).toFixed(2)}%。如果它在标签之后才知道，请忽略它。`,
  },

  parse: {
    unreadable: '文件无法读取。请重新选择，或换一个文件。',
    noMemory: '内存不足以容纳文件的单元格。请去掉不需要的行或列，或关闭其他程序。',
    damagedGzip: '文件以 gzip 压缩，但已损坏或不完整。请重新获取。',
    notText: '文件不是文本，因此不可能是 CSV。请先存成 CSV 或 Parquet。',
    empty: '文件没有任何行。',
    onlyHeader: (numColumns) => `文件只有含 ${whole(numColumns)} 个列名的表头，没有数据行。请补上数据行。`,
    tooLarge: (gigabytes) => `文件解压后超过 ${gigabytes} GB。请只取一部分行。`,
    tooFewRows: (got, min) =>
      `文件有 ${whole(got)} 行数据，而训练、验证和测试合计至少需要 ${min} 行。请提供更多行，或检查文件是否按预期分行。`,
    tooManyColumns: (got, max) => `文件有 ${whole(got)} 列，超过可用的 ${max} 列。请去掉一些。`,
    openQuote: (row) =>
      `第 ${whole(row)} 行有一个未闭合的引号，其下所有行都成了那个单元格的一部分。请闭合或去掉它。`,
    strayQuote: (row) =>
      `第 ${whole(row)} 行在带引号的单元格内又有引号。请写两个，如 "27"" 宽"，或去掉外层引号。`,
    longRow: (row) => `第 ${whole(row)} 行没有结尾，很可能那里有一个未闭合的引号。`,
  },
};

export const tableSetupText: Translated<typeof english.tableSetupText> = {
  fields: {
    fileName: {
      label: '文件',
      help: '',
    },
    hash: {
      label: '文件指纹',
      help: '',
    },
    characters: {
      label: '字符编码',
      help: '文件如何写英文以外的字符。',
    },
    delimiter: { label: '分隔符', help: '分隔一行中各单元格的符号。' },
    hasHeader: { label: '首行是列名', help: '第一行是否为列名。' },
    maxRows: { label: '使用的行数', help: '文件的行数更多时，抽取这么多。', unit: '行' },
    numPriors: {
      label: '先验特征',
      help: '',
      unit: '特征',
    },
    dealBy: {
      label: '样本划分方式',
      help: '随机的样本、最新的样本或整组样本作为验证集和测试集。',
    },
    timeColumn: { label: '时间', help: '说明样本何时发生的列。' },
    group: {
      label: '分组',
      help: '说明哪些样本属于一组（如同一用户）的列。结果会有 GAUC，即组内 AUC。',
    },
    embeddingDim: {
      label: 'ID 向量长度',
      help: 'ID 列的每个取值学习多少个数。',
    },
    minIdRows: {
      label: 'ID 至少出现',
      help: '训练样本更少的取值与从未见过的取值共用一个向量。',
      unit: '行',
    },
    numVectors: { label: 'ID 向量数', help: '' },
    splitSeed: {
      label: '划分种子',
      help: '换一个数，训练集、验证集和测试集的划分就不同。',
    },
    resplits: {
      label: '每次重复重新划分',
      help: '每次重复重新划分样本，结论可推及这类文件，但区间更宽。特征按全部样本编码，数值标签按各自的训练样本缩放。',
    },
    validationShare: {
      label: '验证集',
      help: '用来选出运行中最好一步的样本所占的份额。',
      unit: '占样本',
    },
    testShare: {
      label: '测试集',
      help: '用来给出报告损失的样本所占的份额。',
      unit: '占样本',
    },
  },
  choices: {
    characters: {
      unicode: 'Unicode',
      western: '西欧（Windows-1252）',
      central: '中欧（Windows-1250）',
      cyrillic: '西里尔（Windows-1251）',
      koi8: '西里尔（KOI8-R）',
      chinese: '中文（GB 18030）',
      traditional: '繁体中文（Big5）',
      japanese: '日文（Shift JIS）',
      korean: '韩文（EUC-KR）',
    },
    dealBy: { random: '随机', time: '按时间', group: '按组' },
    delimiter: { comma: '逗号', semicolon: '分号', tab: '制表符', bar: '竖线' },
  },

  read: {
    notASetup: (got) => spaced`文件必须是一组字段，实际得到 ${got}；已略去。`,
    unused: '实验提到一个文件，但数据来自别处；文件已略去。请把数据来源选为该文件。',
    hash: (got) => spaced`文件指纹是 64 位十六进制数或“any”，实际得到 ${got}；接受任何文件。`,
    columns: (max, got) => spaced`列必须是至多 ${max} 项的列表，实际得到 ${got}；其余已略去。`,
    column: (got) => spaced`列需要自己的名称和用途，${got} 没有；已略去。`,
    recipe: (got) => spaced`链接使用的配方 ${got} 不存在；需要重新设置各列。`,
    target: (task) => `任务 ${task}：目标必须是具有该用途的列，并说明哪些单元格算“是”；已略去。请选择一列。`,
  },
};
