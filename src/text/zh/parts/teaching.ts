/** Chinese texts: tips for who teaches with a story, in three sentences each: what to ask, what is seen, what surprises. */
import type * as english from '../../en/parts/teaching.ts';
import type { Translated } from '../../translated.ts';

export const teachingText: Translated<typeof english.teachingText> = {
  of: (story) => `教学提示：${story}`,
  kinds: { ask: '开始前先问', see: '学生会看到', surprise: '常让人意外的' },
  tips: {
    looselyRelated: {
      ask: '一半特征是共享的：PLE 和 AdaTT-sp 谁会领先，还是没有明显差异？',
      see: '两者都学得不错，结论始终没有明显差异。',
      surprise: '尽管任务有共享的特征，两者都不明显优于每任务一个网络。',
    },
    identical: {
      ask: '两个任务是同一个函数，各在十分之一的样本上有标签。哪个网络能用上全部标签？',
      see: 'Shared-Bottom 相对单任务有增益，并领先 AdaTT-sp。',
      surprise: '相关性是 1，测得的标签相关性却在 0.65 左右：每个标签都有自己的噪声。',
    },
    groups: {
      ask: '五个任务：谁会向谁借力，谁不向任何任务借力？',
      see: '与训练前相比，任务 1 和 2、任务 3 和 4 从对方取用得更多，任务 5 从其他任务取用得更少。',
      surprise: '但在保存的运行中，AdaTT-sp 与 PLE 实际相等：找到同类，不等于有增益。',
    },
    manyGroups: {
      ask: '八个任务分三组，标签很少：五个网络会怎样排名？',
      see: 'AdaTT-sp 领先 PLE，但不领先 Shared-Bottom。',
      surprise: '过了三分之一的步数，所有曲线又升高。结论用的是最佳的一步，而不是最后一步。',
    },
    opposite: {
      ask: '相关性是 −1：另一个任务是帮助还是妨碍？',
      see: 'Shared-Bottom 和 Cross-Stitch 相对单任务有增益。',
      surprise: '相反不等于不相关：两个任务需要同样的特征，任务塔可以翻转符号。',
    },
    unrelated: {
      ask: '任务没有共同之处，层又窄：共享的代价有多大？',
      see: '三个网络都落后于每任务一个网络：这就是负迁移。',
      surprise: '门控救不了 AdaTT-sp：在保存的运行中，每个任务四分之三以上的权重留给自己的专家，却同样落后。',
    },
    sparse: {
      ask: '任务 3 只有 2% 的正样本，且只在十分之一的样本上有标签。它能从谁那里学到东西？',
      see: '它在 Shared-Bottom 中相对单任务有增益，在 AdaTT-sp 中增益较少。',
      surprise: '第 0 步时，它的损失是始终猜 2% 的好几倍：未训练的网络给出的概率约为一半。',
    },
    figure3: {
      ask: '三个任务中，哪两个会互相借力？',
      see: '与训练前相比，任务 1 和 2 在融合层 2 从对方取用得更多。',
      surprise: '“总和”视图中每行之和为 2，而不是 1：原生权重加在门控之上。',
    },
    residual: {
      ask: '如果任务自己的专家失去固定的权重，会怎样？',
      see: '有残差的网络领先；在另一个网络中，警报指出有任务几乎不使用自己的专家。',
      surprise: '这里没有任务需要别的任务，仅靠门控却仍找不回自己的专家。',
    },
    findTheBug: {
      ask: '两个网络中有一个不是 AdaTT。要找出它，你会看什么？',
      see: '其中一个网络的原生权重在第一步和最后一步完全相同。',
      surprise: '在保存的运行中，看损失分辨不出来：有一部分从不学习的网络，表现也差不多。',
    },
    userGroups: {
      ask: '每个用户群都有自己的任务。网络该在哪里得知用户群：专家之前、任务塔之前，还是不需要？',
      see: '没有系数的网络领先系数在专家之前的网络，但不领先系数在任务塔之前的网络。',
      surprise: '系数不是免费的：它们的权重取自网络的其余部分。',
    },
    mlmmoe: {
      ask: '再加一个融合层的门控，MMoE 会更好吗？',
      see: 'ML-MMoE 不领先 MMoE。',
      surprise: '更深不等于更好：在保存的运行中，反而是 MMoE 领先约 4%。',
    },
    sampleDependent: {
      ask: '在一些样本上两个任务一致，在另一些上相反。所有样本合起来，相关性会是多少？',
      see: 'AdaTT-sp 领先 MMoE，但不领先 Cross-Stitch，后者对每个样本的混合都一样。',
      surprise: '所有样本合起来相关性约为 0，掩盖了一些样本上的 0.9 和另一些上的 −0.9。',
    },
    sweep: {
      ask: '相关性从多少开始，共享才划算？让每个人画一条线。',
      see: '平均而言，四个网络在 −0.5 和 0.4 处都有损失，在 1 处都有增益。',
      surprise: '有一点相关还不够：相关性在 0.5 以下，这些任务需要各自的特征。',
    },
    funnel: {
      ask: '只有点击之后才看得到转化。对没有点击的样本，网络会怎么预测？',
      see: '只从点击样本学习时，没有点击之处的转化被高估；在全空间学习时，在全部样本上也没有明显落后。',
      surprise: '任何日志都看不到这一点：只有合成的样本才知道没有点击之处本会怎样。',
    },
    funnelApart: {
      ask: '如果点击不含转化的任何信息，还有必要为点击作纠正吗？',
      see: '点击样本上的转化与别处一样频繁，而没有一种学习目标在所有样本上都正确。',
      surprise: '为点击作纠正并不能使它正确：在全空间学习时，它低估没有点击之处的转化。',
    },
  },
};
