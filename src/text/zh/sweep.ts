/** Chinese texts of `en/sweep.ts`. */
import type * as english from '../en/sweep.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

const inRow = (values: readonly string[]): string => values.join('、');

export const sweepText: Translated<typeof english.sweepText> = {
  numPoints: {
    label: '点数',
    help: '尝试多少个取值，在两端之间均匀分布。每个取值各运行一次。',
  },

  checks: {
    noArchitecture: '没有可比较的：请让单任务以外的至少一个架构参加。',
    atValues: (message, values) => spaced`取值 ${inRow(values)}：${message}`,
    repaired: (numTasks, lowest, values) =>
      `${numTasks} 个任务的相关性不可能都低于 ${lowest}。取值 ${inRow(values)} 处改用最接近的可行相关性训练。`,
  },

  setUp: {
    title: '扫描一项设置',
    intro: '在一项设置的若干取值上分别训练本实验。',
    axis: '设置',
    parts: {
      pairs: '每对任务',
      weights: '两个任务的损失权重',
      tasks: '每个任务',
      data: '数据',
      training: '训练',
      cards: '每个有此设置的架构',
    },
    from: '从',
    to: '到',
    values: (values, unit) => spaced`取值：${inRow(values)}${unit === null ? '' : ` ${unit}`}`,
    cards: '参加的架构',
    baseline: '单任务总会训练：增益以它为基准。',
  },

  front: {
    share: (first, second) => ({
      label: spaced`权重，${first} : ${second}`,
      help: spaced`两个损失权重中${first}所占的份额；其余归${second}。`,
    }),
    reading: '画成',
    readings: { front: '帕累托前沿', gains: '增益' },
    title: (first, second) => spaced`${first}与${second}的帕累托前沿`,
    note: (numReplicas) =>
      numReplicas === 1 ? 'N = 1 · 一次重复没有区间' : `N = ${numReplicas} · 逐点 95% 区间 · 越靠右上越好`,
    name: (first, second) => spaced`每个架构在${first}和${second}上的增益，每组损失权重一个点`,
    dominated: '被支配',
    columnsOf: (task) => [task, spaced`${task}下限`, spaced`${task}上限`],
    grey: '灰色、无区间：另有一点在两个任务上都至少一样好。',
    drag: '沿线拖动圆环或移动滑块，可设置这些权重并预览。',
    weights: '损失权重',
    set: (first, second) => `${first} : ${second}`,
    preview: (numSteps, losses) => spaced`预览 ${numSteps} 步后的测试损失：${losses.join(' · ')}。`,
    ofCard: (name, first, second) => spaced`${name} ${first} 和 ${second}`,
  },

  cost: {
    size: (count) => `${count} 次训练`,
    about: (size, duration) => `${size}：约 ${duration}。`,
    duration: (seconds) => (seconds < 90 ? `${Math.ceil(seconds)} 秒` : `${Math.ceil(seconds / 60)} 分钟`),
    unknown: (size) => `${size}。开始后会显示所需时间。`,
  },

  actions: {
    start: '开始扫描',
    goOn: '继续',
    goOnWith: (count) => `训练缺少的 ${count} 个点`,
    pause: '暂停',
    cancel: '取消',
    clear: '清除',
    allTrained: '这些取值都已训练。',
    openSetUp: '打开那个实验',
    setUpOpened: '已打开这些结果的实验。',
    waitForRun: '上方的运行设置好后即可。',
  },

  status: {
    progress: '扫描进度',
    run: (number, count, setting) => `第 ${number}/${count} 个点 · ${setting}`,
    setting: (label, value) => spaced`${label} ${value}`,
    steps: (step, numSteps) => `第 ${step} 步，共 ${numSteps} 步`,
    left: (duration) => `还需约 ${duration}`,
    paused: '已暂停',
    pausedForRun: '扫描已暂停：一次只进行一项训练。可在“扫描”的“单项设置”下继续。',
    playPauses: '一次只进行一项训练：上方的“开始”会暂停扫描。',
    failed: (message) => spaced`扫描已停止：${message}已完成的点会保留。`,
    pointDone: (done, count) => `扫描：已训练 ${done}/${count} 个点。`,
    unread: '这里保存的内容来自另一版本的页面，无法读取。开始后会重新训练。',
    finished: '扫描已完成。',
    notEvaluated: '有一个点在评估前就结束了。',
    experimentChanged: '扫描沿用它开始时的实验，而不是现在打开的实验。',
    otherSetUp: '这里的点属于另一个实验，而非此处的设置。开始扫描会取代它们。',
    notKept: '此浏览器不允许页面保存内容：关闭或重新加载后这些点会丢失。请存成 CSV。',
  },

  results: {
    none: '从哪里开始划算？',
    noneDetail:
      '扫描画出相对单任务的增益随一项设置的变化，每个架构一条线。它逐点增长，可以取消和继续，重新加载页面后仍在。',
    saved: (title) => spaced`这是其他任务的已存扫描，来自预设“${title}”。`,
    openSaved: '打开该预设',
    of: '增益取自',
    meanOfTasks: '任务均值',
    title: (label, task) => spaced`相对单任务的增益随${label}的变化${task === null ? '' : spaced`，${task}`}`,
    points: '各点',
    arrows: '▲ 优于、▼ 差于单任务：95% 区间不含 0。点多时，总有几个是偶然。',
    open: '打开',
    openAt: (setting) => spaced`打开${setting}处的实验`,
    opened: (setting) => spaced`已打开${setting}处的实验。`,
    diverged: '发散',
    notTrained: '尚未训练',
    numbers: ['增益', '下限', '上限', 'N', '发散', '单任务损失', '实测标签相关性'],
    measured: '实测标签相关性',
    architecture: '架构',
    task: '任务',
    note: (numReplicas) =>
      numReplicas === 1 ? 'N = 1 · 一次重复没有误差带' : `N = ${numReplicas} · 逐点 95% 误差带 · 正值更好`,
  },
};
