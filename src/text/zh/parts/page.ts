/** Chinese texts of `en/parts/page.ts`. */
import type * as english from '../../en/parts/page.ts';
import type { Translated } from '../../translated.ts';

export const pageText: Translated<typeof english.pageText> = {
  lang: 'zh-Hans',
  title: 'AdaTT 实验场',
  description: '在浏览器里并排训练 AdaTT 与其他多任务学习架构，看看共享何时有益。',
  noScript: 'AdaTT 实验场在浏览器中训练网络，需要启用 JavaScript。',
  unopened: '页面未能加载脚本：请检查网络并重新加载。在框架中需要',
  openAlone: '单独打开页面',
};

export const percentSigns: Translated<typeof english.percentSigns> = { usual: '%', narrow: '%' };
