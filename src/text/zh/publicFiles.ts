/** 中文：公开文件，以及各架构在其上的结果。 */
import type { publicFilesText as english } from '../en/publicFiles.ts';
import { formatCount } from '../format.ts';
import type { Translated } from '../translated.ts';

export const publicFilesText: Translated<typeof english> = {
  title: '公开文件',
  note: '正值：优于最佳简单模型 · 按重复计算的 95% 区间',
  headings: ['文件', '样本数', '任务数', '最佳简单模型'],
  simple: '简单模型：单任务、线性模型和提升树；其中测试损失最低的为最佳。',
  linear: '线性模型',
  trees: '提升树',
  over: (numFiles) => `AdaTT-sp 在 ${numFiles} 个公开文件上`,
  overNote: (level) => `正值：AdaTT-sp 更好 · 按文件计算的 ${level} 区间，同时成立`,
  overHeadings: ['对手', 'AdaTT-sp 相对它', '更好的文件'],
  fields: ['预测什么', '来源', '许可证', '列', '任务', '划分', 'SHA-256', '如何获取'],
  kinds: { number: '数值', category: '类别', yesNo: '是或否' },
  ofRecipe: (name) => `同“${name}”的设定`,
  split: (rule, [train, validation, test]) =>
    `训练 ${train} 个样本，验证 ${validation} 个，测试 ${test} 个，${rule === 'time' ? '较晚的用于测试；各次重复只有初始权重不同' : '每次重复重新划分'}`,
  sampled: (numRows, numInSource) =>
    `；取自 ${formatCount(numInSource)} 个样本中的 ${formatCount(numRows)} 个，由 R 以种子 1 抽取`,
  wayTo: (install, command) => `${install}；然后 ${command} 会写出样本`,
  publicDomain: '公有领域：美国政府作品',
  refused: {
    title: '看过而未采用的文件',
    reasons: {
      oneLabel: '只有一个标签值得预测',
      fewRows: '少于 2,000 个样本',
      licence: '数据的许可证不明，或仅限研究',
      givesAway: '一个标签泄露另一个',
      blank: '某个标签在大多数样本中空缺',
    },
  },
  files: {
    elderlyCare: { name: '65 岁以上就医', why: '门诊次数加 1 后的对数、是否急诊、是否住院。' },
    doctorVisits: { name: '看医生', why: '两周内：是否看医生、是否活动受限。' },
    healthInsurance: { name: '医疗保险', why: '健康良好、活动受限、已投保。' },
    college: { name: '上大学之路', why: '在校测验、最终受教育年数。' },
    thirdGrade: { name: '三年级', why: '阅读和数学，据一年级末所知。' },
    wages: { name: '工资', why: '同一批人较晚的年份：工资的对数、周数、工会。' },
    mothers: { name: '两孩母亲', why: '第三个孩子、当年工作周数。' },
    breastCancer: { name: '乳腺癌', why: '五年内复发和死亡；未知为空缺。' },
    lightChains: { name: '轻链', why: '两种游离轻链的对数、八年内死亡或空缺。' },
    dutchPupils: { name: '荷兰学生', why: '学年末的语言和算术。' },
    shoppers: { name: '购物者', why: '收入等级（1 至 9）、自有住房、独立房屋。' },
    developers: { name: '开发者', why: '薪水的对数、远程工作、职业满意度。' },
    loans: { name: '贷款', why: '利率、是否变坏；不用决定利率的等级。' },
    storms: { name: '大西洋风暴', why: '24 小时后的风速和气压。' },
    houses: { name: '得州房屋', why: '下个月：销量、中位价、挂牌数的对数。' },
    weather: { name: '天气', why: '明天：最高气温、下雨、风速。' },
    census: { name: '人口普查', why: '有学位、年入超 50,000 美元、从未结婚。' },
  },
};
