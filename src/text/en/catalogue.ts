/** All texts in English, by the room that says them. */
import { appText } from './app.ts';
import { runText } from './run.ts';

export { aboutText as about } from './about.ts';
export { answerText as answer } from './answer.ts';
export { budgetText as budget } from './budget.ts';
export { chartText as charts } from './charts.ts';
export { cliText as cli } from './cli.ts';
export { comparisonText as comparison } from './comparison.ts';
export { correlationText as correlation } from './correlation.ts';
export { dataText as data } from './data.ts';
export { differenceText as differences } from './differences.ts';
export { experimentText as experiment } from './experiment.ts';
export { gatesText as gates } from './gates.ts';
export { kernelText as kernels } from './kernels.ts';
export { modelText as models } from './models.ts';
export { panelText as panels } from './panels.ts';
export { presetReportText as presetReport } from './presetReport.ts';
export { presetGalleryText as presetGallery, presetNames, presetText as presets } from './presets.ts';
export { schemaText as schema } from './schema.ts';
export { sessionText as session } from './session.ts';
export { sweepText as sweep } from './sweep.ts';
export { timeText as time } from './time.ts';
export { verdictText as verdict } from './verdict.ts';

export const app = { ...appText, ...runText } as const;
