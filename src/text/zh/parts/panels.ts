/** Chinese texts of `en/parts/panels.ts`. */
import type * as english from '../../en/parts/panels.ts';
import { formatCount } from '../../format.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const panelText: Translated<typeof english.panelText> = {
  endProjector: '退出投影模式（Escape）',
  question: {
    title: '多个任务，一个模型：谁该向谁学？',
    adatt: 'AdaTT 给每个任务自己的专家，再用门控逐样本地向其他任务的专家借力。',
    article: '阅读文章',
  },

  invitation: {
    title: '哪种共享方式最适合你的任务？',
    detail: (numCards, numTasks, numReplicas) =>
      `按“开始”，在你的浏览器里用 ${numTasks} 个任务并排训练 ${numCards} 个架构${numReplicas === 1 ? '' : `，各 ${numReplicas} 次`}。`,
    spaceKey: '或按空格键',
    orElse: '或者从一个故事开始：',
    choosePreset: '选择预设',
  },

  compare: {
    verdict: '结论',
    outcomes: '结果',
    inWords: '文字解读',
    lossWeights: '学习得到的损失权重',
    funnel: '级联任务',
    calibration: '校准',
    reading: '曲线显示什么',
    readings: { loss: '损失', difference: '差异' },
    curvesNote: (reading, { split, numReplicas, isOverWork }) =>
      [
        `${reading === 'loss' ? '' : '0 以上表示优于参照；'}横轴为${isOverWork ? '训练的百万次乘加' : '训练步'}，在${split}上`,
        ...(reading === 'loss' ? ['越低越好'] : []),
        ...(numReplicas === 1
          ? []
          : [`误差带：${numReplicas} 次重复的 95%${reading === 'loss' ? '' : '，配对'}`]),
        ...(isOverWork ? [] : ['短线标出结论所取的步']),
      ]
        .join('；')
        .concat('。'),
    curveMarks: '菱形：结论的数值，取各自最好的一步。',
    axes: '曲线的样本与坐标轴',
    split: '损失取自',
    splits: { test: '测试集', validation: '验证集', train: '训练集' },
    abscissa: '横轴',
    abscissas: { step: '步', work: '乘加次数' },
    scale: '刻度',
    scales: { log: '对数', linear: '线性' },
    measure: (split, metric) => spaced`${split}${metric}`,
    splitWords: { test: '测试集', validation: '验证集', train: '训练集' },
    tableTitle: (split, step) => `第 ${step} 步的${split}平均损失`,
    tableNote: '± 为 95% 区间的一半；越低越好',
    replicas: 'N',
    numKept: (kept, all) => (kept === all ? String(all) : `${kept}/${all}`),
    diverged: (count) => `${count} 次发散`,
  },

  stage: {
    title: '网络',
    signs: [
      ['expert', '专家'],
      ['gate', '门控'],
      ['native', '原生'],
      ['missing', '无通路'],
    ],
    negative: ['negative', '负权重'],
    forwardOnly: ['forward', '只有前向，没有回传梯度'],
    before: '尚无权重',
    preview: (steps, numSteps) =>
      `预览：${formatCount(steps)} 步${numSteps > steps ? `（共 ${formatCount(numSteps)} 步）` : ''}`,
    rival: '与参照并列的网络',
    best: (name) => spaced`${name}（本次损失最低）`,
    follow: '跟随一个样本',
    playFirst: '请先按“开始”：门控展示样本如何通过训练好的网络。',
    followHint: '看每个门控如何分配一个样本、每个任务塔的预测，以及真值',
    cannotBeBuilt: (name) => spaced`${name}按现在的设置无法构建。`,
  },

  network: {
    note: (step) => `第 ${step} 步的权重`,
    noteBefore: '设置中的连接方式，尚无权重',
    hint: '从底部的输入到顶部每个任务的预测。连线粗细表示当前权重。悬停或点按一个部件，或聚焦图后用方向键，可查看它的作用。',
    equations: '公式',
    none: '没有可画的架构。',
    noneDetail: '请在“架构”下添加一个。',
  },
};

export const timeText: Translated<typeof english.timeText> = {
  slider: '训练中的时刻',
  step: (step) => `第 ${step} 步`,
  of: (numSteps) => `，共 ${numSteps} 步`,
  play: '回放',
  playHint: '从此处或从头回放训练',
  stop: '停止',
  stopHint: '停止回放',
  best: (name, step) => spaced`${name}最好在第 ${step} 步`,
  cell: (cell) => spaced`${cell}在训练中的变化`,
  closeCell: '关闭此图',
  health: {
    effectiveExperts: { title: '有效专家数', measure: '各门控的均值' },
    largestUse: { title: '使用最多的专家', measure: '占门控的份额' },
  },
  learningRate: (value, step) => `从第 ${step} 步起学习率 ${value}`,
};
