/** Chinese texts of `en/app.ts`. */
import type * as english from '../en/app.ts';
import { formatShare } from '../format.ts';
import type { Translated } from '../translated.ts';
import { backendText, failuresText, runText } from './run.ts';
import { spaced } from './words.ts';

const shownKind = { regression: '回归', binary: '二分类' } as const;

export const appText: Translated<typeof english.appText> = {
  run: runText,
  backend: backendText,
  failures: failuresText,

  title: 'AdaTT 实验场',
  setUp: '实验设置',
  results: '结果',
  lesson: '课程',
  skipToSetUp: '跳到实验设置',
  newVersion: '本页面有新版本可用。',

  covered: '请先在上面的课程里给出你的预期，然后才显示结果。',
  ui: {
    about: (what) => spaced`关于${what}`,
    panelFailed: (name) => spaced`无法显示${name}`,
    tryAgain: '重试',
    dismiss: '关闭',
    details: '详情',
    message: '消息',
    reload: '重新加载页面',
    undo: '撤销',
    close: '关闭',
    cancel: '取消',
    architecture: '架构',
    noValue: '–',
    level: (number) => `融合层 ${number}`,
    addLevel: '添加融合层',
    removeLevel: (number) => `移除融合层 ${number}`,
  },

  amounts: {
    seconds: (count) => `${count} 秒`,
    minutes: (count) => `${count} 分钟`,
    hours: (count) => `${count} 小时`,
    milliseconds: (count) => `${count} 毫秒`,
    megabytes: (count) => `${count} MB`,
  },

  theme: {
    title: '配色',
    names: { system: '跟随系统', light: '浅色', dark: '深色' },
  },

  otherLanguage: {
    id: 'en',
    lang: 'en',
    name: 'English',
    folder: '../',
    losesRun: '会停止当前运行',
  },

  link: {
    share: '分享',
    copied: '链接已复制。',
    opened: '已打开链接中的实验。',
    problems: (count) => `链接已打开，但有 ${count} 处被修改：`,
    refused: '链接未打开。',
  },

  menu: {
    presets: '预设',
    more: '更多',
    undo: '撤销上一次修改',
    readerNotLoaded: '读取运行所需的部分未能下载，什么都没有改变。',
    history: '历史',
    cite: '引用',
    noResults: '还没有结果，请先按“开始”。',
    notLoaded: '保存所需的部分未能下载，什么都没有保存。',
    resultsFileName: 'adatt-results.json',
    reportFileName: 'adatt-report.md',
    lesson: '制作课程',
    about: '关于本页面',
    glossary: '术语与快捷键',
    startedOver: '一切已恢复到最初状态。',
    fileName: 'adatt-experiment.json',
    fileOpened: (name) => spaced`已打开${name}。`,
    fileProblems: (name, count) => spaced`已打开${name}，但有 ${count} 处被修改：`,
    fileFailed: (name) => spaced`无法打开${name}`,
    unreadable: '无法读取：它可能是文件夹，或刚被移动或删除。什么都没有改变。',
    oneFile: (name) => spaced`一次只能打开一个文件：已打开${name}，其余未打开。`,
    drop: '拖放文件到此处：实验或运行（.json），或你自己的数据（.csv、.csv.gz、.parquet）',
  },

  ownData: {
    title: '你自己的数据',
    menu: '你自己的数据…',
    choose: (fileName) => spaced`选择${fileName}…`,
    instead: '使用你自己的数据',
  },

  undo: {
    done: '已撤销。',
    nothing: '没有可撤销的内容。',
    redone: '已重做。',
    nothingToRedo: '没有可重做的内容。',
  },

  tasks: {
    title: '任务',
    removed: (names) => spaced`已移除${names.join('、')}`,
    moreFeatures: (count) => `隐藏特征增加到 ${count} 个，与任务一样多`,
    secondRemoved: '已移除第二组相关性',
    sampleDependence: '相关性随样本变化',
    summary: ({ kind, noise, positiveRate, labelFraction, lossWeight, after }, noiseUnit) =>
      [
        shownKind[kind],
        ...(kind === 'binary' ? [`正样本 ${formatShare(positiveRate)}`] : []),
        `噪声 ${noiseUnit === 'share' ? formatShare(noise) : noise}`,
        ...(labelFraction === 1 ? [] : [`有标签 ${formatShare(labelFraction)}`]),
        ...(lossWeight === 1 ? [] : [`权重 ${lossWeight}`]),
        ...(after === null ? [] : [`在任务 ${after + 1} 之后`]),
      ].join(' · '),
    ofFile: ({ kind, lossWeight, after }, column) =>
      [
        column === null ? '尚未选列' : spaced`取自${column}的${kind === 'binary' ? '是或否' : '数值'}`,
        ...(after === null ? [] : [`在任务 ${after + 1} 之后`]),
        ...(lossWeight === 1 ? [] : [`权重 ${lossWeight}`]),
      ].join(' · '),
  },

  correlation: {
    narrow: '相关性：点选格子，移动滑块',
    locked: '相关性',
    title: {
      correlation: '相关性：拖动格子',
      secondCorrelation: '附加特征为负的样本',
    },
  },

  architectures: {
    title: '架构',
    name: (id, name) => `${id} · ${name}`,
    parameters: (count) => `${count} 个参数`,
    levels: (levels, isChanged) => `融合层宽 ${levels.join('、')}${isChanged ? ' ✱' : ''}`,
    option: (label, value, isChanged) => spaced`${label}${value}${isChanged ? ' ✱' : ''}`,
    add: '添加架构',
    full: (max) => `最多可以有 ${max} 个架构。`,
    duplicate: (name) => spaced`复制${name}`,
    duplicateShort: '复制',
    remove: (name) => spaced`移除${name}`,
    removeShort: '移除',
    removed: (name) => spaced`已移除${name}`,
    changed: (id, label) => spaced`${id}现在是${label}`,
    cannotBeBuilt: '这样设置无法构建',
    uneven: (percent) => `各架构大小与参照相差最多 ${percent}：比较的不只是架构。`,
    makeEqual: '使参数量相等',
  },

  compareAll: {
    action: '全部比较',
    hint: '训练每一种架构，各取最佳大小和学习率。',
    done: (numModels, numNetworks) =>
      `正在比较 ${numModels} 种架构：共 ${numNetworks} 个网络，每种取验证损失最低的一个。`,
  },

  moreSettings: {
    title: '更多设置',
    asAtFirst: '均为默认值',
    changed: (changes) => (changes.length > 2 ? `改动 ${changes.length} 项` : changes.join('，')),
    setting: (label, value) => spaced`${label} ${value}`,
  },

  places: { play: '比较', inspect: '检视', sweep: '扫描' },
  placesLabel: '页面分区',
  tabs: {
    inspect: {
      gates: '门控',
      row: '单个样本',
      learned: '学到的函数',
      equations: '公式',
    },
    sweep: {
      sweep: '单项设置',
      public: '公开数据',
    },
  },
  readingLabel: '查看内容',
  timeMachine: '时间机器',
};

export const punctuationText: Translated<typeof english.punctuationText> = {
  list: (parts) => parts.join('，'),
  clauses: (parts) => parts.join('；'),
  heading: (name) => `${name}：`,
  said: (of, what) => `${of}：${what}`,
  sentence: (words) => `${words}。`,
  sentences: (all) => all.join(''),
};
