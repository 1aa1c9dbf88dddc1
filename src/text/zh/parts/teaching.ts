/** Chinese texts: tips for who teaches with a story, in three sentences each: what to ask, what is seen, what surprises. */
import type * as english from '../../en/parts/teaching.ts';
import type { Translated } from '../../translated.ts';

export const teachingText: Translated<typeof english.teachingText> = {
  of: (story) => `教学提示：${story}`,
  kinds: { ask: '开始前先问', see: '学生会看到', surprise: '常让人意外的' },
  tips: {
    looselyRelated: {
      ask: '一半特征是共享的：PLE 和 AdaTT-sp 谁会领先，还是难分高下？',
      see: '两者都学得不错，结论始终难分高下。',
      surprise: '尽管任务有共享的特征，两者都没有明显优于每任务一个网络。',
    },
    identical: {
      ask: '两个任务是同一个函数，各在十分之一的样本上有标签。哪个网络能用上全部标签？',
      see: 'Shared-Bottom 优于单任务，并领先 AdaTT-sp。',
      surprise: '相关性是 1，测得的标签相关性却在 0.65 左右：每个标签都有自己的噪声。',
    },
    groups: {
      ask: '五个任务：谁会向谁借用，谁不向任何任务借用？',
      see: '任务 1 和 2、任务 3 和 4 彼此借用得比训练前多，任务 5 借用得更少。',
      surprise: '但在保存的运行中，AdaTT-sp 与 PLE 实际相当：找到同类，不等于从中获益。',
    },
    manyGroups: {
      ask: '八个任务分三组，标签很少：五个网络会怎样排名？',
      see: 'AdaTT-sp 领先 PLE，但没有领先 Shared-Bottom。',
      surprise: '过了三分之一的步数，所有曲线又升高。结论用的是最佳的一步，而不是最后一步。',
    },
    opposite: {
      ask: '相关性是 −1：另一个任务是帮助还是妨碍？',
      see: 'Shared-Bottom 和 Cross-Stitch 优于单任务。',
      surprise: '相反不等于不相关：两个任务需要同样的特征，任务塔可以把符号反过来。',
    },
    unrelated: {
      ask: '任务没有共同之处，层又窄：共享的代价有多大？',
      see: '三个网络都不如每任务一个网络：这就是负迁移。',
      surprise:
        '门控救不了 AdaTT-sp：在保存的运行中，每个任务四分之三以上的权重留给自己的专家，结果仍然变差。',
    },
    sparse: {
      ask: '任务 3 只有 2% 正例，十分之一的样本有标签。它能从谁那里学到东西？',
      see: '它在 Shared-Bottom 中优于单任务，在 AdaTT-sp 中获益较少。',
      surprise: '第 0 步时，它的损失是始终猜 2% 的好几倍：未训练的网络给出的概率约为一半。',
    },
    figure3: {
      ask: '三个任务中，哪两个会互相借用？',
      see: '在第 2 层，任务 1 和 2 彼此借用得比训练前多。',
      surprise: '“总和”视图中各行相加得 2 而不是 1：原生权重加在门控之上。',
    },
    residual: {
      ask: '如果任务自己的专家失去固定的权重，会怎样？',
      see: '带残差的网络领先；在另一个网络中，警报指出有任务几乎不用自己的专家。',
      surprise: '这里没有任务需要别的任务，仅靠门控却仍找不回自己的专家。',
    },
    findTheBug: {
      ask: '两个网络中有一个不是 AdaTT。要找出它，你会看什么？',
      see: '其中一个网络的原生权重在第一步和最后一步完全相同。',
      surprise: '在保存的运行中，看损失分辨不出来：有一部分从不学习的网络，表现也差不多。',
    },
    userGroups: {
      ask: '每个用户组都有自己的任务。网络该在哪里得知用户组：专家之前、任务塔之前，还是不需要？',
      see: '不带因子的网络领先因子在专家之前的网络，但没有领先因子在任务塔之前的网络。',
      surprise: '因子不是免费的：它们的权重取自网络的其余部分。',
    },
    mlmmoe: {
      ask: '再加一层门控会让 MMoE 更好吗？',
      see: 'ML-MMoE 没有领先 MMoE。',
      surprise: '更深不等于更好：在保存的运行中，反而是 MMoE 领先约 4%。',
    },
    sampleDependent: {
      ask: '在一些样本上两个任务一致，在另一些上相反。所有样本合起来，相关性会是多少？',
      see: 'AdaTT-sp 领先 MMoE，但没有领先对每个样本都同样混合的 Cross-Stitch。',
      surprise: '所有样本合起来相关性约为 0，掩盖了一些样本上的 0.9 和另一些上的 −0.9。',
    },
    sweep: {
      ask: '相关性到多少时，共享才划算？让每个人画一条线。',
      see: '平均而言，四个网络在 −0.5 和 0.4 处都变差，在 1 处都变好。',
      surprise: '有些相关还不够：到 0.5 为止，这些任务需要各自的特征。',
    },
    funnel: {
      ask: '只有点击之后才看得到转化。对没有点击的样本，网络会怎么预测？',
      see: '只在点击样本上学习时，它在未点击的样本上预测得太高；在全空间上学习时，所有样本上的损失更低。',
      surprise: '任何日志都看不到这一点：只有人造样本才知道未点击时本会怎样。',
    },
    funnelApart: {
      ask: '如果点击对转化毫无提示，校正点击还有用吗？',
      see: '全空间没有领先条件损失。',
      surprise: '校正也可能有害：在未点击的样本上，它预测的转化太少。',
    },
  },
};
