/** The layers of ARCHITECTURE.md as rules. Type imports count, except in the rule on cycles. */

const layers = [
  ...['text', 'core', 'schema', 'models', 'data', 'analysis', 'experiment'],
  ...['tf', 'kernels', 'backend', 'network', 'train', 'interop', 'session', 'cli'],
];

/** From here on a folder needs TensorFlow.js and may not reach the page. */
const heavyLayers = layers.slice(layers.indexOf('tf'));

/** The part of the session that runs in the page: it speaks to the worker, watches over it, records, and holds no engine. */
const sessionInPage = '^src/session/(protocol|runRecorder|worker[A-Z][a-zA-Z]*)[.]ts$';

const layerRules = layers.map((layer, index) => ({
  name: `layer-${layer}`,
  comment: `src/${layer} may import only the folders before it: ${layers.slice(0, index).join(', ') || 'none'}.`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: `^src/(index[.]ts|worker[.]ts|(${layers.slice(index + 1).join('|') || 'nothing'})/)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'one-door-for-the-page',
      comment: 'app/ imports src/index.ts and nothing else of src/.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^(src|tests)/', pathNot: '^src/index[.]ts$' },
    },
    {
      name: 'page-stays-light',
      comment: 'Nothing the page loads reaches TensorFlow.js; the page starts the worker by its address.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: `^src/(worker[.]ts|(${heavyLayers.join('|')})/)`, pathNot: sessionInPage, reachable: true },
    },
    {
      name: 'engine-knows-no-page',
      comment: 'src/ knows neither app/ nor the libraries of the page.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(app|tests)/|node_modules/(react|react-dom|react-is|recharts|zustand|@radix-ui)/' },
    },
    {
      name: 'one-door-to-tensorflow',
      comment: 'TensorFlow.js is imported in src/tf only.',
      severity: 'error',
      from: { path: '^(app|src)/', pathNot: '^src/tf/' },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'node-only-in-cli',
      comment: 'Modules of Node are for src/cli: the rest runs in browsers as well.',
      severity: 'error',
      from: { path: '^(app|src)/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that import each other cannot be understood, or loaded, one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'declared-packages',
      comment:
        'A package that is imported stands in package.json, and what ships is no development dependency.',
      severity: 'error',
      from: { path: '^(app|src)/', pathNot: '[.]mjs$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[?]url$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]as[.]ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};
