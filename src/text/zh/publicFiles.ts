/** 中文：公开文件，以及各架构在其上的结果。 */
import type { publicFilesText as english } from '../en/publicFiles.ts';
import { formatCount } from '../format.ts';
import type { Translated } from '../translated.ts';

export const publicFilesText: Translated<typeof english> = {
  title: '公开文件',
  note: '正号：优于最佳简单模型 · 按重复计算的 95% 区间',
  headings: ['文件', '样本数', '任务数', '最佳简单模型'],
  simple: '简单模型是单任务网络、线性模型和提升树；其中测试损失最低的为最佳。',
  linear: '线性模型',
  trees: '提升树',
  over: (numFiles) => `AdaTT-sp 在 ${numFiles} 个公开文件上`,
  overNote: (level) => `正号：AdaTT-sp 更好 · 按文件计算的 ${level} 区间，同时成立`,
  overHeadings: ['对手', 'AdaTT-sp 相对它', '更好的文件'],
  recipe: {
    why: '预测什么',
    source: '来源',
    licence: '许可证',
    columns: '列',
    tasks: '任务',
    split: '划分',
    hash: '样本的 SHA-256',
    get: '如何获取',
  },
  kinds: { number: '数值', category: '类别', yesNo: '是或否' },
  ofRecipe: (name) => `同“${name}”的设定`,
  split: (rule, [train, validation, test]) =>
    `训练 ${train} 个样本，验证 ${validation} 个，测试 ${test} 个，${rule === 'time' ? '较晚的用于测试；各次重复只有初始权重不同' : '每次重复重新划分'}`,
  sampled: (numRows, numInSource) =>
    `；取自 ${formatCount(numInSource)} 个样本中的 ${formatCount(numRows)} 个，由 R 在 set.seed(1) 之后抽取`,
  wayTo: (install, command) => `${install}；然后 ${command} 会写出样本`,
  licences: { publicDomain: '公有领域：美国政府作品' },
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
    elderlyCare: {
      name: '老年人就医',
      why: '65 岁以上者的就医情况，供保险公司规划：ln(1 + 门诊次数)、是否急诊、是否住院。',
    },
    doctorVisits: { name: '看医生', why: '澳大利亚居民的两周：是否看过医生，是否有活动受限的日子。' },
    healthInsurance: { name: '医疗保险', why: '保险公司想了解的家庭情况：健康良好、活动受限、已投保。' },
    college: { name: '上大学之路', why: '按家庭和地区描述的学生：在校测验成绩，以及最终的受教育年数。' },
    thirdGrade: { name: '三年级', why: '根据 STAR 项目学生一年级末的已知情况，预测三年级的阅读和数学成绩。' },
    wages: {
      name: '工资',
      why: '跟踪七年的劳动者：ln(工资)、工作周数、是否工会成员。预测同一批人较晚的年份。',
    },
    mothers: {
      name: '母亲',
      why: '1980 年人口普查中有两个孩子的母亲：是否有第三个孩子，以及当年的工作周数。',
    },
    breastCancer: { name: '乳腺癌', why: '手术后五年内的复发和死亡；患者提前退出研究时为空缺。' },
    lightChains: { name: '轻链', why: '血样：两种游离轻链的 ln，以及八年内的死亡；随访提前结束时为空缺。' },
    dutchPupils: { name: '荷兰学生', why: '根据此前的测验、家庭和班级，预测学年末的语言和算术测验。' },
    shoppers: {
      name: '购物者',
      why: '营销者想了解的购物中心顾客情况：收入等级（1 至 9）、是否自有住房、是否住独立房屋。',
    },
    developers: { name: '开发者', why: '开发者对一项调查的回答：ln(薪水)、是否远程工作、对职业的满意度。' },
    loans: {
      name: '贷款',
      why: '贷款人对一份申请要决定和担心的事：利率，以及贷款是否变坏。决定利率的等级未使用。',
    },
    storms: { name: '风暴', why: '根据大西洋风暴此刻的位置和状态，预测 24 小时后的风速和气压。' },
    houses: { name: '房屋', why: '得克萨斯州各城市下个月售出的房屋、其中位价格和在售房屋，取对数。' },
    weather: { name: '天气', why: '西雅图和纽约的明天：最高气温、是否下雨、风速。' },
    census: { name: '人口普查', why: 'AdaTT 论文的任务：有学位、年收入超过 50,000 美元、从未结婚。' },
  },
};
