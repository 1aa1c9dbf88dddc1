/** `npm run -s schema`: the JSON Schema of what `export --json` and the page write. */
import { experimentSchema } from '../experiment/jsonSchema.ts';
import { printResult, runCommand } from './command.ts';

await runCommand(async () => {
  await printResult(`${JSON.stringify(experimentSchema(), null, 2)}\n`);
  return 0;
});
