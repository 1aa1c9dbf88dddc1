/** The Chinese texts as they stand in their sources, those in functions too, and the English words among them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { modelText } from '../../../src/text/en/models.ts';

const folder = fileURLToPath(new URL('../../../src/text/zh', import.meta.url));

/** A text, or the part of one between what is put into it. */
export interface SourceText {
  readonly place: string;
  readonly words: string;
}

/** All of them but what only code reads: names of parts, and values that something is compared with. */
export const chineseTexts = (): readonly SourceText[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'words.ts')
    .flatMap((name) => {
      const code = readFileSync(join(folder, name), 'utf8');
      const source = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
      return textsBelow(source).map(({ node, words }) => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        return { place: `${name}:${line + 1}`, words };
      });
    });

function textsBelow(node: ts.Node): readonly { readonly node: ts.Node; readonly words: string }[] {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return [];
  if (isText(node)) return isKey(node) ? [] : [{ node, words: node.text }];
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  return children.flatMap(textsBelow);
}

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node);

/** Of the article: their values are places and addresses. */
const unread: ReadonlySet<string> = new Set(['id', 'figure', 'equation', 'otherAddress']);

function isKey(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent))
    return (
      parent.name === node || (unread.has(parent.name.getText()) && /^[a-z.]/.test(node.getText().slice(1)))
    );
  // The key of a pair, as in `['mmoe', '...']`.
  if (ts.isArrayLiteralExpression(parent))
    return (
      parent.elements.length === 2 && parent.elements[0] === node && /^[a-z]/.test(node.getText().slice(1))
    );
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
}

const namesOnly = [
  // Architectures, what is like them, and what they are made of
  ...Object.values(modelText.label),
  'CGC EPNet PPNet PEPNet HoME ESMM',
  'MLP ReLU sigmoid softmax logit Adam AdamW Dropout sg ln exp log NaN ulp Playground',
  // Measures
  'AUC GAUC MSE NE RMS Var Wilson',
  // Papers and data sets
  'caruana mmoe ple adatt al and arXiv Adaptive Task-to-Task fusion KDD Li Wang Chang Su Kendall Srivastava Loshchilov Hutter Misra Nadeau Bengio Ma et',
  'UCI Machine Learning Repository Census-Income census-income data test',
  // Programs, formats and the device
  'PyTorch TensorFlow js JavaScript WebAssembly WebGPU GPU Node English Python scikit-learn',
  'HTML html CSV csv gz tsv txt gzip Parquet parquet snappy JSON json BibTeX Markdown PNG SVG py ipynb',
  'safetensors metadata SHA Unicode UTF Windows GB Big KOI Shift JIS EUC-KR UTC GFLOP MB KB',
  // Keys and what one types
  'Ctrl Shift Enter Escape gates npm run study almost files draws LINK FILE PRESET backend wasm cpu workers resume adatt-results adatt-report adatt-experiment adatt-playground adatt-run adatt-runs md',
  'any train validation Column ID en zh-Hans zh-CN',
];
const names: ReadonlySet<string> = new Set(namesOnly.join(' ').split(' '));

/** Latin words of two letters and more that are no names, units, formats or keys. */
export const englishIn = (said: string): readonly string[] =>
  [...said.matchAll(/[A-Za-z][A-Za-z'’-]*[A-Za-z]/g)]
    .map(([word]) => word)
    .filter((word) => !names.has(word));
