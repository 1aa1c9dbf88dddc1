/** Chinese texts of `en/article.ts`. */
import {
  type ArticleNumbers,
  articleText as english,
  type liveFigureText as englishLive,
} from '../en/article.ts';
import {
  formatChange,
  formatCount,
  formatFixedPercent,
  formatGain,
  formatLevel,
  formatPercent,
  formatPoints,
  formatWeight,
} from '../format.ts';
import type { Translated } from '../translated.ts';
import { listedInChinese, spaced } from './words.ts';

type Gain = ArticleNumbers['harm']['overall'];

/** “5.4%（2.9% 至 7.8%）”：区间两端的符号尽量与文字一致。 */
const amount = ({ mean, low, high }: Gain): string => {
  const [from, to] = mean < 0 ? [-high, -low] : [low, high];
  return `${formatPercent(Math.abs(mean))}（${formatPercent(from)} 至 ${formatPercent(to)}）`;
};
const ahead = (gain: Gain, rival = ''): string =>
  spaced`${gain.mean > 0 ? '领先' : '落后'}${rival} ${amount(gain)}`;
const goodOrBad = (gain: Gain): string => `${gain.mean > 0 ? '好' : '差'} ${amount(gain)}`;
const signed = ({ mean, low, high }: Gain): string =>
  `${formatGain(mean)}（${formatPercent(low)} 至 ${formatPercent(high)}）`;
const fixed = (share: number): string => formatFixedPercent(share, 0);
const weights = (values: readonly number[]): string =>
  listedInChinese(values.map((value) => formatWeight(value)));

const expertsOf = (owner: string, task: string): string => {
  if (owner === task) return '自己的专家';
  return owner.includes('专家') ? owner : `${owner} 的专家`;
};

const correlationOfPair = (value: number): string => `任务 1 与任务 2 的相关性：${formatChange(value)}`;

export const liveFigureText: Translated<typeof englishLive> = {
  guessed: { right: '你猜对了。', wrong: '和你猜的不一样。' },
  train: '在这里训练',
  training: (step) => `训练中：第 ${step} 步`,
  recorded: '事先录好的结果。移动滑块，在这里训练。',
  stopped: '已停下，因为另一张图正在训练。',
  trained: (seconds) => `刚在这里训练完，用时 ${seconds} 秒。`,
  failed: '这里无法训练，因此保留录下的图。可用下面的链接打开实验场。',
  shares: (task, parts) =>
    spaced`${task}的输出中，${parts.map(([name, share]) => spaced`${fixed(share)} 来自${expertsOf(name, task)}`).join('，')}。`,
  sharedExpert: (number) => `专家 ${number}`,
  sharedExperts: '共享专家',
  hands: {
    share: correlationOfPair,
    harm: (value) => `任务 3 与任务 1、2 的相关性：${formatChange(value)}`,
    labels: (value) => `带标签的样本数：${formatCount(value)}`,
    experts: correlationOfPair,
    fences: correlationOfPair,
    own: correlationOfPair,
    inside: (value) => `样本在任务 1 方向上的位置：${formatChange(value, 1)}`,
  },
};

export const articleText: Translated<typeof english> = {
  lang: 'zh-Hans',
  title: '谁该向谁学？',
  description: '一篇关于多任务学习的文章：用一个网络学多个任务，文中的实验就在页面里训练。',
  lead: (n) =>
    `信息流给内容排序时，要同时猜好几件事：你会不会点开？会不会看下去？会不会转发？一个网络可以全都预测。这样一来，为一个任务学到的东西会帮到另一个任务，也可能拖累它。下面用 ${n.numFigures} 个小实验来看谁该向谁学。每个实验都在本页训练，只要一秒到几秒。先猜，再动手调。最后是 ${formatCount(n.conditions.numExperiments)} 个更大的实验。它们的答案，可不是人们设计门控时所指望的。`,
  minutes: '阅读约 20 分钟',
  playground: '打开实验场',
  otherAddress: '../../learn/',
  course: '也有课程版，共四课',
  figure: (number) => `图 ${number}`,
  guess: '你猜呢',
  wait: '先猜一个，图再给出答案。',
  open: '在实验场中打开',
  openHint: '那里是同一个设置，按“开始”会得到同样的数',
  figures: {
    share: {
      title: '两个任务：共用一个网络，还是各用一个',
      ask: (n) =>
        `两个任务几乎相同，${formatCount(n.share.rows)} 个样本都带有两个任务的标签，两种做法的参数总数一样多。哪种预测得更好？`,
      answers: ['共用一个网络', '每任务一个网络', '没有明显差异'],
      says: (n) =>
        `Shared-Bottom ${ahead(n.share.alike, '每任务一个网络')}。如果两个任务毫无共同之处，它${ahead(n.share.unrelated)}。现在试试把相关性调到 ${formatWeight(-n.share.correlation)}。`,
    },
    harm: {
      title: '来了第三个任务',
      ask: () =>
        '任务 1 和 2 几乎相同，任务 3 与它们毫无共同之处。三个任务共享底层。与单独学习相比，谁会变好？',
      answers: ['三个都变好', '有的变好，有的变差', '没有一个变好'],
      says: ({ harm }) =>
        `与单独学习相比，${harm.tasks.map((gain, task) => `任务 ${task + 1} ${goodOrBad(gain)}`).join('；')}。三个任务平均${goodOrBad(harm.overall)}；只看平均，上面这些全都看不出来。`,
    },
    labels: {
      title: '全部共享，还是选择共享什么',
      ask: (n) =>
        `四个任务分成两对，两对之间毫无关系，样本只有 ${formatCount(n.labels.few)} 个。Shared-Bottom 什么都共享；AdaTT-sp 可以学会只在每对之内共享。Shared-Bottom 表现如何？`,
      answers: ['更好', '更差', '没有明显差异'],
      says: ({ labels }) =>
        `样本为 ${formatCount(labels.few)} 个时，Shared-Bottom ${ahead(labels.atFew, 'AdaTT-sp')}；为 ${formatCount(labels.many)} 个时，它${ahead(labels.atMany)}。移动滑块，看看中间发生了什么。`,
    },
    experts: {
      title: '四个专家，四个任务，四个门控',
      ask: () => '训练之后，MMoE 的四个门控会怎样使用四个专家？',
      answers: ['每个任务有自己的专家', '每对任务有自己的专家', '每个任务都把四个专家几乎均匀地混合'],
      says: ({ experts }) =>
        `对全部样本取平均，任何任务给任何专家的权重都不高于 ${fixed(experts.most)}，也不低于 ${fixed(experts.least)}；完全均匀则是 ${fixed(experts.even)}。但单个样本的权重会偏离这个平均值，幅度约为 ${formatPoints(experts.deviation)} 个百分点。门控确实在选择，只是按样本选，不是按任务选。`,
    },
    fences: {
      title: 'PLE：一个任务能看到什么',
      ask: () => '任务 1 和 2 几乎相同。在任务 1 的门控看得到的专家中，哪些能把任务 2 学到的东西带给它？',
      answers: ['自己的专家', '只有共享专家', '没有这样的专家'],
      says: ({ fences }) =>
        `只有共享专家，无论相关性是多少。在最后一个融合层，任务的输出平均有 ${fixed(fences.own)} 来自自己的专家，${fixed(fences.shared)} 来自共享专家。`,
    },
    own: {
      title: 'AdaTT-sp：自己的专家，和借来的部分',
      ask: () => '没有人告诉网络任务 1 和 2 相似、任务 3 和 4 相似。任务 1 会向哪个任务借得最多？',
      answers: ['任务 2', '任务 3', '任务 4', '三个一样多'],
      says: ({ own }) =>
        `在最后一个融合层，任务 1 的输出有 ${fixed(own.own)} 来自自己的专家，${fixed(own.alike)} 来自任务 2 的专家，来自任务 3 和 4 的分别是 ${listedInChinese(own.others.map(fixed))}。把相关性调到 0，看看会变成什么样。`,
    },
    inside: {
      title: '打开一个门控，跟随一个样本',
      ask: () => '这是任务 1 在最后一个融合层的门控，只看一个样本。样本移动时，什么会变？',
      answers: ['门控的权重', '自己专家的固定权重', '两者都变'],
      says: ({ inside }) =>
        `变的是门控的权重：四个任务的专家在一端依次得到 ${weights(inside.left)}，在另一端依次得到 ${weights(inside.right)}。自己专家的固定权重始终是 ${inside.native}。移动滑块，看预测怎样随之变化。`,
    },
    conditions: {
      title: '哪种网络更好，什么时候更好',
      ask: (n) =>
        `随机抽取 ${formatCount(n.conditions.numExperiments)} 个实验，每个网络都取自己最好的大小。哪种网络损失最低的次数最多？`,
      answers: ['Shared-Bottom', '每任务一个网络（单任务）', 'PLE', 'AdaTT-sp'],
      says: ({ conditions: { best, numComparisons } }) =>
        spaced`损失最低的次数：${best.map(([name, count]) => spaced`${name} ${count} 次`).join('，')}。Cross-Stitch 是每任务一个网络，各层再用学到的权重混合。次数最多，不等于处处更好：图中是检验过的 ${numComparisons} 项比较，每项都写着这一对网络自己的增益。`,
    },
  },
  comparisons: {
    pair: (better, than) => `${better} 相对于 ${than}`,
    labels: (fewest, most) => `每任务 ${fewest}–${most} 个标签`,
  },
  sections: [
    {
      id: 'why',
      title: '多个任务，一个网络',
      body: (n) => [
        '**任务**，就是根据一个样本的输入要预测的一件事。最朴素的做法是每任务一个网络，图中称为单任务。这些网络互不干扰，也互不帮助。',
        '最早的另一种做法，是让所有任务共享底层，每个任务在上面再放一个自己的小网络，称为**任务塔**。这就是共享底层，即 Shared-Bottom[caruana]。共享的层必须找到对所有任务都有用的特征。任务需要的特征相同时，每个标签都在教所有任务。',
        '在这里，任务有多少共同之处是可以调的。每个任务都是由几个隐藏特征构造出来的函数。两个任务的**相关性**，说的是它们依赖的特征方向有多相似：1 表示同一个函数，0 表示毫无共同之处，−1 表示互为相反数。标签还带有噪声，所以没有哪个网络能全部猜对。',
        {
          figure: 'share',
          after: [
            `相关性为 ${formatWeight(-n.share.correlation)} 时，共享又变得划算：Shared-Bottom ${ahead(n.share.opposite)}。相反不等于无关。两个任务需要同样的特征，而任务塔可以翻转符号。`,
            `在这里和下文中，“领先”指在未参与训练的样本上损失更低，括号里是各次重复的 ${formatLevel(n.level)} 区间。图中菱形是各任务的平均，彩色点是单个任务，灰点是单次重复，灰色带内算作平局。`,
          ],
        },
      ],
    },
    {
      id: 'harm',
      title: '一个任务受益，另一个任务买单',
      body: () => [
        '因为共享而变差，称为**负迁移**。它不一定落到每个任务头上：共享层的容量有限，任务之间要争。',
        {
          figure: 'harm',
          after: [
            '做排序的团队管这叫**跷跷板现象**[ple]：一个指标上去，另一个就下来。对任务取平均，就看不见它。所以在实验场的结果里，除了代表总体的点，每个任务还有自己的点。换一组任务，买单的可能是另一个。',
          ],
        },
      ],
    },
    {
      id: 'labels',
      title: '为什么全部共享很难被超过',
      body: (n) => [
        '既然如此，网络就该自己选择共享什么。但选择也得学，用的还是同样的标签。标签少的时候，不需要选择的网络先占了便宜。',
        {
          figure: 'labels',
          after: [
            `从 ${formatCount(n.labels.few)} 个样本到 ${formatCount(n.labels.many)} 个样本，名次颠倒过来：样本多了，才够把选择学会。请记住这一点，也别忘了这张图没有考虑的：两个网络的大小都是给定的。如果大小也能选，网络还可以选小一点。`,
          ],
        },
      ],
    },
    {
      id: 'experts',
      title: '专家与门控',
      body: () => [
        'MMoE[mmoe]把共享的层拆成几个并排的小网络，称为**专家**。每个任务有一个**门控**。门控看到样本，决定每个专家各取多少。它的权重经过 softmax：没有负数，加起来等于 1。',
        { equation: 'mmoe' },
        '换句话说，任务 1 得到的是所有专家的混合，权重由它的门控针对这个样本给出。专家不属于任何任务，门控怎么用它，它就变成什么样。',
        { figure: 'experts', after: [] },
      ],
    },
    {
      id: 'fences',
      title: '围栏',
      body: () => [
        '一层专家加上门控，构成一个**融合层**，融合层可以叠放。PLE[ple]给其中的专家定了归属。任务的门控只能看到本任务的专家和共享专家，看不到别的任务的专家。因此，没有任何东西直接来自别的任务：有害的进不来，有用的也进不来。',
        {
          figure: 'fences',
          after: ['任务之间要传递的一切，都得由共享专家来承载。毫不相干的任务，也挤在同一批共享专家里。'],
        },
      ],
    },
    {
      id: 'own',
      title: '自己的专家，和借来的部分',
      body: () => [
        'AdaTT[adatt]拆掉围栏，装上扶手。在每个融合层，任务都保留自己的专家，这一份权重门控拿不走，图中称为原生权重。除此之外，它再去借：门控混合所有任务的专家。',
        { equation: 'adattSp' },
        '每个 _G_ 是门控针对这个样本给出的权重，右上角的数是融合层。第一项里的 1，就是任务自己的那一份。没有共享专家时，这个网络叫 AdaTT-sp。',
        {
          figure: 'own',
          after: [
            '可见，不用告诉 AdaTT 的门控，它也能发现谁和谁相似，而且是逐样本发现的。下面就打开一个门控看看。',
          ],
        },
        { figure: 'inside', after: [] },
      ],
    },
    {
      id: 'pays',
      title: '什么时候划算？',
      body: ({ conditions, files }) => [
        `找到同类，还不等于从中获益。因此，我们随机抽取了 ${formatCount(conditions.numExperiments)} 个实验：任务数为 ${listedInChinese(conditions.numTasks.map(String))}，每任务 ${formatCount(conditions.fewest)} 至 ${formatCount(conditions.most)} 个标签，任务或全部相似，或成对，或有局外任务。在每个实验中训练 ${conditions.numModels} 种网络，最多训练 ${formatCount(conditions.numSteps)} 步，由验证样本先从 ${conditions.numSizes} 种大小中挑选，再挑选学习率。`,
        {
          figure: 'conditions',
          after: [
            `先看前 ${conditions.numExplored} 个实验，从中写下这 ${conditions.numComparisons} 项比较；再用其余实验检验，${conditions.numConfirmed === conditions.numComparisons ? '全部' : ` ${conditions.numConfirmed} 项`}成立，图中是用来检验的那一半实验上的增益。如果连权重衰减也一起挑选，有一项就不成立：标签少时，每任务一个网络${ahead(conditions.withWeightDecay, 'AdaTT-sp')}。`,
            `决定 AdaTT-sp 与 PLE 高下的，是标签的数量，而不是谁和谁相似。图 3 中样本多了，AdaTT-sp 就反超 Shared-Bottom；而在这里，各自训练到底、取最好的大小和学习率，它没有反超。为什么，这项研究说不清：获胜的 Shared-Bottom 大多很小，但参数一样多时它也${ahead(conditions.atEqualParameters)}。`,
          ],
        },
        `在 ${files.count} 个带有多个标签的公开文件上，没有胜者。对所有文件取平均，AdaTT-sp 的优势：对 PLE 为 ${signed(files.overPle)}，对 Shared-Bottom 为 ${signed(files.overSharedBottom)}，对每任务一个网络为 ${signed(files.overSingle)}，对提升树为 ${signed(files.overTrees)}。这些区间同时成立，而且都含 0。`,
      ],
    },
    {
      id: 'paper',
      title: '论文报告了什么，这里发现了什么',
      body: ({ paper, conditions }) => [
        `在公开的 Census-Income 数据上，论文中的 AdaTT 领先所有对手，AUC 最多高 ${formatWeight(paper.most, 4)}，这是 100 组初始权重的平均。这里用该数据集较小的那个文件，以 ${paper.seeds} 组初始权重训练，AdaTT-sp 与任何对手之差的区间都在 ±${formatWeight(paper.furthest, 4)} 以内。两者可以同时为真。论文的其他结果来自一个视频信息流的大规模日志，外人无法重复。`,
        `这里没有研究的有：每任务超过 ${formatCount(conditions.most)} 个标签，上百万的用户和物品 ID，随时间漂移的任务。人造的任务不是信息流。但它们没有秘密：谁和谁相似，噪声有多大，最好的预测能好到什么程度，全都知道。`,
      ],
    },
    {
      id: 'log',
      title: '拿到自己的日志，该怎么做',
      body: ({ conditions }) => [
        `**先跑两个基线**：每任务一个网络，以及一个小的 Shared-Bottom。${formatCount(conditions.numExperiments)} 个实验中，有 ${conditions.numSimpleBest} 个由这两者之一夺得第一。`,
        `**数一数标签最少的任务有多少带标签的样本。**少于 ${formatCount(conditions.manyLabels)} 个左右，门控没有多少东西可学。多于这个数时，原本打算用 PLE 的地方，可以试试参数一样多的 AdaTT-sp。`,
        '**给每个网络最好的大小、学习率和权重衰减。**做不到时，就让参数一样多。',
        '**每个网络训练几次**，看区间。“差异可忽略”也是结果：那就选便宜的。',
        '**每个任务都要看。**一个任务替另一个任务买单时，平均值不会告诉你。',
        '这些都可以在实验场里做：把 CSV 或 Parquet 文件拖进去。数据不会离开你的设备。',
      ],
    },
  ],
  referencesTitle: '参考文献',
  references: english.references,
  reference: (name) => `（${name}）`,
  cite: '引用',
  citeHint: '版本、文章，以及文中数字所依据的那些运行的指纹。',
  coursePage: {
    title: '四节课',
    lead: '把这篇文章上成课：四节课一节接一节，用的是实验场里录下的运行。每一步都先提问，再给出结果。学生打开第一个链接，一节课结束时会通向下一节。回答保存在学生的浏览器里，每节课结束时可存成文件交给老师。',
    minutes: (minutes) => `${minutes} 分钟`,
    open: '打开这节课',
    hand: '要分发一节课，可以复制它的链接；也可以打开它，再选“分享”，那里还有一行短代码，用来嵌入网页。',
    back: '回到文章',
  },
};
