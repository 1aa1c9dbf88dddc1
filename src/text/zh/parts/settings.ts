/** Chinese texts of `en/parts/settings.ts`. */
import type * as english from '../../en/parts/settings.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const settingsText: Translated<typeof english.settingsText> = {
  training: {
    title: '训练',
    note: (numReplicas, numSteps) => `${numReplicas} 次重复 · ${numSteps} 步`,
    changes: '运行中更改的学习率：',
    change: (step, value) => `从第 ${step} 步起：${value}`,
    noMoreChanges: '不能再保留更多变更：新的学习率现在成为设置的一部分。',
    clearChanges: '清除变更',
    changesCleared: '已清除学习率变更',
  },

  comparison: {
    title: '比较',
    note: (reference, numOthers) => spaced`${reference}对其他 ${numOthers} 个`,
    without: '没有可比较的',
  },

  data: {
    title: '数据',
    note: (rows, inputs, recipe) =>
      [`${rows} 个样本`, `${inputs} 个输入`, ...(recipe === null ? [] : [recipe])].join(' · '),
  },
};

export const budgetText: Translated<typeof english.budgetText> = {
  title: '预算',
  parameters: '参数量',
  multiplyAdds: '每个样本的乘加次数',
  parts: { experts: '专家', gates: '门控', towers: '任务塔', total: '合计' },
  partsHelp:
    '专家：其全连接层，含偏置。门控：门控层，以及学习得到的原生权重或十字绣权重。任务塔：最后一个融合层之上直到预测的各层，以及学习得到的损失权重。',
  expertsPerLevel: '每融合层专家数',
  notBuilt: '无法构建',
  isReference: '参照',
  excess: (percent) => `参数 ${percent}`,
  same: '参数一样多',
  changed: (label, value, before) => spaced`${label}由 ${before} 改为 ${value}`,
  vectorsOf: (card, count) => `${card} ${count}`,
  vectors: (counts) => `不计入的 ID 嵌入向量：${counts.join('，')}。`,
  details: '专家、门控、任务塔',
  cost: (numNetworks, numReplicas, numParams, memory) =>
    `合计：${numNetworks} 个网络${numReplicas === 1 ? '' : `，各 ${numReplicas} 次`} · ${numParams} 个参数 · 约 ${memory} 内存`,
  unseen: (count, isChosen) =>
    isChosen
      ? `其中 ${count} 个在后台训练：未被选用的规模和学习率，以及没有单任务架构时的单任务基线。`
      : count === 1
        ? '后台会训练一个单任务基线。'
        : `后台会训练 ${count} 个单任务基线，每种目标一个。`,
};
