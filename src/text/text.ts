/** The one catalogue of texts. A second language is a second object of the same shape. */
import { analysisText } from './en/analysis.ts';
import { appText } from './en/app.ts';
import { chartText } from './en/charts.ts';
import { cliText } from './en/cli.ts';
import { comparisonText } from './en/comparison.ts';
import { dataText } from './en/data.ts';
import { experimentText } from './en/experiment.ts';
import { modelText } from './en/models.ts';
import { runText } from './en/run.ts';
import { schemaText } from './en/schema.ts';
import { sessionText } from './en/session.ts';

export const text = {
  analysis: analysisText,
  app: { ...appText, ...runText },
  charts: chartText,
  cli: cliText,
  comparison: comparisonText,
  data: dataText,
  experiment: experimentText,
  models: modelText,
  schema: schemaText,
  session: sessionText,
} as const;
