/**
 * The rules that need types, the bans that keep runs reproducible, and the limits on length. Formatting, imports and
 * accessibility are Biome's; layers are dependency-cruiser's.
 */
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

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

export default tseslint.config(
  // The last three are what browsers run as it stands, and AssemblyScript: no types to check.
  {
    ignores: [
      'dist/',
      'build/',
      'coverage/',
      'public/',
      'src/core/*.cjs',
      'tests/e2e/harness/faults/',
      '**/*.as.ts',
    ],
  },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-properties': ['error', ...bannedEverywhere],
      'no-restricted-syntax': ['error', ...bannedSyntax],
    },
  },
  {
    files: ['app/**', 'tests/**/*.tsx'],
    ...reactHooks.configs.flat['recommended'],
  },
  {
    files: ['src/**', 'app/**'],
    rules: {
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 60],
      'no-restricted-syntax': ['error', ...bannedSyntaxInProduct],
    },
  },
  {
    files: ['src/core/**', 'src/data/**', 'src/analysis/**'],
    rules: {
      'no-restricted-properties': ['error', ...bannedEverywhere, ...inexact],
      'no-restricted-syntax': ['error', ...bannedSyntaxInProduct, ...inexactSyntax],
    },
  },
);
