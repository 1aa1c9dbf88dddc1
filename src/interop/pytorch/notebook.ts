/** Writes a notebook that measures the network and gradient-boosted trees on the same rows. */
import { escapedForMarkdown } from '../../core/markdown.ts';
import { type ProgramSource, templatePartsOf } from './program.ts';
import { codeFromTemplate } from './template.ts';
import notebook from './templates/notebook.py?raw';

/** Notebook as one script, with a marker before each cell. Throws a `UserError` where the program would. */
export function notebookScriptOf(source: ProgramSource): string {
  const { facts, values } = templatePartsOf(source);
  // A program has its card in a docstring; a notebook shows it.
  return codeFromTemplate(notebook, facts, { ...values, CARD: escapedForMarkdown(values.CARD) });
}

/** Notebook in the format nbformat 4. Throws like `notebookScriptOf`. */
export function notebookOf(source: ProgramSource): string {
  const [, ...marked] = notebookScriptOf(source).split(/^# %%/m);
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells: marked.map(notebookCellOf), metadata, nbformat: 4, nbformat_minor: 4 }, null, 1)}\n`;
}

/** `marked`: rest of the marker's line, and lines up to the next marker. */
function notebookCellOf(marked: string) {
  const [kind, ...lines] = marked.trimEnd().split('\n');
  if (kind !== ' [markdown]')
    return { cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: lines.join('\n') };
  const source = lines.map((line) => line.replace(/^# ?/, '')).join('\n');
  return { cell_type: 'markdown', metadata: {}, source };
}
