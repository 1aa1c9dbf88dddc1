/**
 * The rules that need types, the bans that keep runs reproducible, and the limits on length. Formatting, imports and
 * accessibility are Biome's; layers are dependency-cruiser's.
 */
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'oxlint';

const bannedEverywhere = [
  { property: 'addN', message: 'Wrong on WebGPU beyond 7 tensors. Sum pairwise.' },
  { property: 'dataSync', message: 'Synchronous reads lose the GPU device. Use data().' },
  { property: 'arraySync', message: 'Synchronous reads lose the GPU device. Use array().' },
  { object: 'Math', property: 'random', message: 'Nothing here is unseeded. Use src/core/random.ts.' },
];

/** Engines differ in the last bits of these, so data, initial weights and reported numbers would differ between machines. */
const inexact = [
  ...[
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'atan2',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
  ],
  ...['exp', 'expm1', 'log', 'log2', 'log10', 'log1p', 'pow', 'hypot', 'cbrt'],
].map((property) => ({
  object: 'Math',
  property,
  message: 'Differs between engines. Use src/core/math.ts.',
}));

const bannedSyntax = [
  {
    selector: ":matches(ImportSpecifier[imported.name='addN'], ExportSpecifier[local.name='addN'])",
    message: 'Wrong on WebGPU beyond 7 tensors. Sum pairwise.',
  },
];

const bannedSyntaxInProduct = [
  ...bannedSyntax,
  {
    selector: ":matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind='let']",
    message: 'No module-level mutable state. Let a create function own it.',
  },
];

const inexactSyntax = [
  {
    // Whole powers of two are exact everywhere.
    selector:
      ":matches(BinaryExpression[operator='**'][left.value!=2], AssignmentExpression[operator='**='])",
    message: 'Differs between engines. Multiply, or use src/core/math.ts.',
  },
];

/** Under a name of their own: the linter has a part of them built in under the first. */
const rulesOfHooks = Object.fromEntries(
  Object.entries(reactHooks.configs.flat['recommended'].rules).map(([name, level]) => [
    name.replace('react-hooks/', 'react-hooks-js/'),
    level,
  ]),
);

export default defineConfig({
  plugins: ['typescript'],
  jsPlugins: [
    { name: 'eslint-js', specifier: 'oxlint-plugin-eslint' },
    { name: 'react-hooks-js', specifier: 'eslint-plugin-react-hooks' },
  ],
  categories: { correctness: 'off' },
  // The last three are what browsers run as it stands, and AssemblyScript: no types to check.
  ignorePatterns: [
    'dist/',
    'build/',
    'coverage/',
    'public/',
    'src/core/*.cjs',
    'tests/e2e/harness/faults/',
    '**/*.as.ts',
  ],
  options: { typeAware: true, reportUnusedDisableDirectives: 'error', denyWarnings: true },
  rules: {
    'typescript/await-thenable': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-unnecessary-type-assertion': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'no-restricted-properties': ['error', ...bannedEverywhere],
    'eslint-js/no-restricted-syntax': ['error', ...bannedSyntax],
  },
  overrides: [
    { files: ['app/**', 'tests/**/*.tsx'], rules: rulesOfHooks },
    {
      files: ['src/**', 'app/**'],
      rules: {
        'max-lines': ['error', 400],
        'max-lines-per-function': ['error', 60],
        'eslint-js/no-restricted-syntax': ['error', ...bannedSyntaxInProduct],
      },
    },
    {
      files: ['src/core/*', 'src/data/*', 'src/data/{arithmetic,sources}/**', 'src/analysis/**'],
      rules: {
        'no-restricted-properties': ['error', ...bannedEverywhere, ...inexact],
        'eslint-js/no-restricted-syntax': ['error', ...bannedSyntaxInProduct, ...inexactSyntax],
      },
    },
  ],
});
