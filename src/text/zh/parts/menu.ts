/** Chinese texts of `en/parts/menu.ts`. */
import type * as english from '../../en/parts/menu.ts';
import type { Translated } from '../../translated.ts';

export const menuText: Translated<typeof english.menuText> = {
  groups: { data: '数据', save: '保存', teach: '教学', view: '显示' },
  redo: '重做',
  openFile: '打开文件…',
  saveFile: '实验文件',
  saveResults: '结果（JSON）',
  saveReport: '报告（Markdown）',
  saveProgram: 'PyTorch 程序',
  saveRun: '运行（可在这里再次打开）',
  projector: '投影模式',
  startOver: '从头开始',
  startOverDetail: '首次打开时的示例',
};
