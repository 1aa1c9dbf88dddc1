/** A notebook beside a program: the network measured, and gradient-boosted trees on the same rows. Pure: text from plain data. */
import { escapedForMarkdown } from '../../core/markdown.ts';
import { type ProgramSource, templatePartsOf } from './program.ts';
import { codeOf } from './template.ts';
import notebook from './templates/notebook.py?raw';

/** Its cells as one script, each behind a comment that says what it is. Throws a `UserError` where the program would. */
export function notebookScriptOf(source: ProgramSource): string {
  const { facts, values } = templatePartsOf(source);
  // Where a program has its card in a docstring, a notebook shows it.
  return codeOf(notebook, facts, { ...values, CARD: escapedForMarkdown(values.CARD) });
}

/** The file, as Jupyter writes such (nbformat 4). Throws as `notebookScriptOf` does. */
export function notebookOf(source: ProgramSource): string {
  const [, ...marked] = notebookScriptOf(source).split(/^# %%/m);
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells: marked.map(cellOf), metadata, nbformat: 4, nbformat_minor: 4 }, null, 1)}\n`;
}

/** A cell from what follows its mark: the rest of that line, and its lines up to the next. */
function cellOf(marked: string) {
  const [kind, ...lines] = marked.trimEnd().split('\n');
  if (kind !== ' [markdown]')
    return { cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: lines.join('\n') };
  const source = lines.map((line) => line.replace(/^# ?/, '')).join('\n');
  return { cell_type: 'markdown', metadata: {}, source };
}
