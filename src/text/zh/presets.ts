/** Chinese texts of `en/presets.ts`. */
import type * as english from '../en/presets.ts';
import { addresses } from '../papers.ts';
import type { Translated } from '../translated.ts';

export const presetText: Translated<typeof english.presetText> = {
  looselyRelated: {
    title: '两个松散相关的任务',
    hint: '两个任务有一半特征相同：请看结论区。',
    shows: 'PLE 与 AdaTT-sp 谁也不明显领先，也都不明显优于每任务一个模型。',
    beats: [
      '图中每条线是一个区间：只要跨过 0，就没有谁明显领先。若把数据的“每次重复抽取”设为“任务也重新抽取”，结论就适用于同类任务。',
      '现在把两个任务的相关性拖到 0.9：它们之间的色带会变宽吗？松手后按“开始”训练。',
    ],
  },
  identical: {
    title: '两个相同的任务，标签很少',
    hint: '两个任务是同一个函数，各自只在十分之一的样本上有标签：看每个架构相对单任务的增益。',
    shows: 'Shared-Bottom 从两个任务学习这个函数，因而有增益，并领先 AdaTT-sp。',
    beats: [
      'AdaTT-sp 只能混合两个任务各自学到的；Shared-Bottom 有一个同时从两者的标签学习的专家。看每行有多少在对角线之外。',
      '现在给两个任务的全部样本加上标签（有标签的样本：100%）。标签充足时，还有什么可共享的吗？',
    ],
  },
  groups: {
    title: '两组加一个局外者',
    hint: '任务 1 和 2 相似，3 和 4 相似，任务 5 没有同类：看 AdaTT-sp 的融合层 2 中谁向谁借力。',
    shows: '与训练前相比，任务 1 到 4 从同组的任务取用得更多，任务 5 从其他所有任务取用得更少。',
    beats: [
      '这里是任务 1 和 2 学到的函数：真值上的箭头是它们的方向，越接近，任务越相似。',
      '现在把任务 1 和 2 的相关性拖到 0，看它们在网络图上的色带。松手后按“开始”训练：它们还互相借力吗？',
    ],
  },
  manyGroups: {
    title: '三组任务，标签很少',
    hint: '三组共八个任务，每个约 1,400 个标签。我们寻找 AdaTT-sp 领先其余四个的设置，没有找到：请看结论区。',
    shows: 'AdaTT-sp 领先 PLE，不落后于 MMoE 和 Cross-Stitch，不领先 Shared-Bottom。',
    beats: [
      '任务 1 到 3、4 到 6、7 和 8 各成一组。找出这三块：每行有多少落在自己的块内？',
      '现在给全部样本加上标签（每个任务有标签的样本：100%）。标签这么多时谁领先？',
    ],
  },
  opposite: {
    title: '相反的任务',
    hint: '一个任务说高的，另一个说低，但两者需要同样的特征：看每个架构相对单任务的增益。',
    shows: 'Shared-Bottom 和 Cross-Stitch 相对单任务有增益。',
    beats: [
      '门控的权重在 0 到 1 之间，不能翻转符号；上面的任务塔可以。看 AdaTT-sp 中谁借给谁。',
      '现在把相关性拖到 0。任务仍需要同样的特征：共享划算吗？',
    ],
  },
  unrelated: {
    title: '不相关的任务，窄层共享',
    hint: '没有两个任务需要同样的特征，而且层很窄：看共享相对单任务的代价。',
    shows: '三者相对单任务都有损失，有无门控都一样：这就是负迁移。',
    beats: [
      '只顾自己的任务会把全部权重放在对角线上。AdaTT-sp 离此有多近？',
      '现在给融合层更多空间（每个架构由 8 改为 16）：共享的代价是多少？',
    ],
  },
  sparse: {
    title: '稀疏的二分类任务',
    hint: '任务 3 有 2% 的正样本，且只在十分之一的样本上有标签：看它相对单任务的增益。',
    shows: '它在 Shared-Bottom 中有增益，在 AdaTT-sp 中增益较少。',
    beats: [
      '看最后一个融合层中任务 3 的那一行：稀疏的任务向谁借力？',
      '现在把任务 3 的正样本比例提高到 20%。可学的更多了，它的增益有多大？',
    ],
  },
  figure3: {
    title: 'AdaTT 论文的图 3',
    hint: '每任务一个专家，两个融合层，任务 1 和 2 相关：看融合层 2 的门控。在“总和”视图中每行之和为 2。',
    shows: '与训练前相比，任务 1 和 2 从对方取用得更多。',
    beats: [
      '悬停或点按融合层 2 的一个门控：旁边是它的公式和此刻的权重。',
      '现在关闭残差（“比较”下网络的下方）并训练：没有原生权重时，每行之和为 1。',
    ],
  },
  residual: {
    title: '有残差与没有残差',
    hint: '四个不相关的任务，两个 AdaTT-sp，只在自己专家的原生权重上不同：请看结论区和警报。',
    shows: '有残差的领先；没有残差的，任务几乎不再使用自己的专家。',
    beats: [
      '选择“健康度”：哪一个有警报，在哪个融合层？',
      '现在把任务 1 和 2 的相关性拖到 0.9，按“开始”：两者现在相差多少？',
    ],
  },
  findTheBug: {
    title: '找出缺陷',
    hint: '两个网络中一个是 AdaTT，另一个在公开代码中以它为名，其实不是。结构图看起来一样：看原生权重（“原生”）在最后一步和第一步的值。',
    shows: '一个网络的原生权重在每一步都相同；另一个的是学习得到的。',
    beats: [
      '再看两者的门控（“门控”）：两个网络的门控都在变化吗？网络用来混合的东西，本应学习得到。',
      '看看从损失能否看出来：两条曲线相差多少？',
      '现在打开下方的“这是 AdaTT 吗？”：另有五种缺陷，各附其代价。把其中一个加入架构并训练，找出它的破绽。',
    ],
    answer:
      '网络一是常见的错误实现。它的原生权重放在普通列表里，优化器看不到，于是停留在随机初值；网络二是 AdaTT，它的原生权重是学习得到的。',
  },
  userGroups: {
    title: '四个用户群',
    hint: '样本来自四个用户群，各有自己的任务；两个网络用取决于用户群的系数缩放数值：请看结论区。',
    shows: '参数量相等时，专家之前有系数的网络落后于没有系数的。放在任务塔之前则无害。',
    beats: [
      '看系数的位置：EPNet 缩放专家和门控读取的内容，PPNet 缩放任务塔各层读取的内容。两者留给其余部分的权重都更少。',
      '现在把用户群设为 0：所有用户都一样时，系数有什么用？',
    ],
  },
  mlmmoe: {
    title: 'MMoE 对 ML-MMoE',
    hint: '同样的专家，只门控一次，或在每个融合层都门控：请看结论区。',
    shows: '第二层门控不划算：ML-MMoE 不领先 MMoE。',
    beats: [
      '两个融合层：第二层的每个门控都能看到第一层的全部混合。用上方的选择分别看两个网络。',
      '现在给 ML-MMoE 加第三个融合层。更深的混合划算吗？',
    ],
  },
  sampleDependent: {
    title: '随样本变化的相关性',
    hint: '一个附加特征决定任务一致还是相反，而 Cross-Stitch 对每个样本的混合都一样：请看结论区。',
    shows: 'AdaTT-sp 领先 MMoE，但不领先 Cross-Stitch。',
    beats: [
      '看这里第二张图（门控）：在附加特征变号之处，颜色改变吗？固定的混合做不到这一点。',
      '现在关闭“相关性随样本变化”并训练：AdaTT-sp 与 MMoE 现在相比如何？',
    ],
  },
  sweep: {
    title: 'AdaTT 何时划算？',
    hint: '相关性在 0.5 以下，任务需要各自的特征，以上则需要相同的：看每条线在何处穿过 0。',
    shows: '平均而言，每种共享方式在 −0.5 和 0.4 处有损失，在任务相同的 1 处有增益。',
    beats: [
      '这里也有扫描中的一次运行，取当前的相关性：它的结论、曲线和门控。',
      '现在扫描同样任务的另一项设置，例如有标签的样本，看共享从何处开始划算。',
    ],
  },
  funnel: {
    title: '点击，然后转化',
    hint: '任务 2 在任务 1 之后，如同转化在点击之后，只从有点击的样本学习：看没有点击之处的预测离真值多远。',
    shows: '只从点击样本学习时，没有点击之处的转化被高估；在全空间学习时，在全部样本上也没有明显落后。',
    beats: [
      '日志看不出这一点：没有点击之处没有转化记录。在图下方选择结论所用的样本：只看点击样本，谁领先？',
      '现在把训练样本设为 40,000，其中约 4000 个有点击，而不是 400 个：预测还偏离多少？',
    ],
  },
  funnelApart: {
    title: '不含信息的点击',
    hint: '任务 2 在任务 1 之后，但两者没有共同之处，因此点击样本与其他样本没有区别：请看结论区下方的偏差图。',
    shows: '点击样本与其他样本没有区别，因此没有什么需要纠正；然而全空间仍低估没有点击之处的转化。',
    beats: [
      '点击样本上的转化与别处一样频繁。每种学习目标离真值多远，在哪里？',
      '现在把两个任务的相关性拖到 0.8：这时谁领先，在哪些样本上？',
    ],
  },
};

export const presetHintText: Translated<typeof english.presetHintText> = {
  title: (title) => (title.endsWith('？') ? title : `${title}。`),
  changed: '当前的设置已不是这个故事的设置。',
  beat: (index, count) => `${index}/${count}`,
  back: '上一步',
  next: '下一步',
  closeStory: '关闭这个故事',
  answer: '答案',
  proof: (held, of) => `在 ${of} 个新种子中，有 ${held} 个使以上全部同时成立。`,
};

export const presetNames: Translated<typeof english.presetNames> = {
  withResidual: '有残差',
  withoutResidual: '无残差',
  networkOne: '网络一',
  networkTwo: '网络二',
  unscaled: '无系数',
  beforeTowers: '任务塔前系数',
  beforeExperts: '专家前系数',
  entireSpace: '全空间',
  conditional: '条件损失',
  inversePropensity: '逆倾向加权',
};

export const presetGalleryText: Translated<typeof english.presetGalleryText> = {
  title: '预设',
  chapters: {
    start: '从这里开始',
    pays: '共享划算',
    hurts: '共享有害',
    ablations: '各部件的作用',
    funnels: '级联任务',
  },
  tips: '显示教学提示',
  seen: '看过',
  intro:
    '每个预设打开一次事先训练好的运行，按“开始”在这里训练。每个讲一个故事，并说明看什么。所需时间按没有 GPU 的双核估计。',
  current: '当前打开',
  opened: (title) => `已打开“${title}”。`,
  filesTitle: '公开数据集',
  needsFile: '需要文件',
  tasks: (count) => `${count} 个任务`,
  architectures: (count) => `${count} 个架构`,
  sweep: (numPoints) => `扫描 ${numPoints} 个点`,
  duration: (duration) => `约 ${duration}`,
};

export const recipeText: Translated<typeof english.recipeText> = {
  census: {
    label: '人口普查收入（UCI）',
    fileName: 'census-income.test',
    tasks: ['教育', '收入', '婚姻状况'],
    story:
      'AdaTT 论文使用的公开数据集，含论文的三个任务和论文所比较的三个架构。文件不在本页面中，页面会说明从哪里获取。',
    source:
      'UCI Machine Learning Repository 的 Census-Income (KDD)：census-income.data 或 census-income.test，压缩与否均可。其 42 列没有列名。',
    links: { file: addresses.census, paper: addresses.adattPaper },
  },
};
