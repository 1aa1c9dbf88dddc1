/**
 * The one catalogue of texts, apart from those that no first paint needs: `panelText.ts`, `answerText.ts`, `presetText.ts`,
 * `cliText.ts`. A second language is a second object of the same shape.
 */
import { appText } from './en/app.ts';
import { comparisonText } from './en/comparison.ts';
import { dataText } from './en/data.ts';
import { experimentText } from './en/experiment.ts';
import { modelText } from './en/models.ts';
import { runText } from './en/run.ts';
import { schemaText } from './en/schema.ts';
import { sessionText } from './en/session.ts';

export const text = {
  app: { ...appText, ...runText },
  comparison: comparisonText,
  data: dataText,
  experiment: experimentText,
  models: modelText,
  schema: schemaText,
  session: sessionText,
} as const;
