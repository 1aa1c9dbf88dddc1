/** The order of folders in ARCHITECTURE.md as rules. Type imports count. */

/**
 * Folders in the order in which they may know each other: each imports only those before it. Of a folder whose own folders
 * stand here as well, the line means the files directly in it.
 */
const engineFolders = [
  ...['text', 'core', 'core/schema', 'models'],
  ...['data/table', 'data/table/notes', 'data/table/csv', 'data/table/parquet', 'data', 'data/importer'],
  ...['analysis/produced', 'analysis'],
  ...['experiment', 'experiment/link', 'experiment/derived', 'experiment/costs'],
  ...['run', 'run/codec', 'run/report'],
  ...['studies', 'studies/sweep', 'teach/presets', 'teach/lesson', 'teach/article', 'interop'],
  ...['engine/tf', 'engine/kernels', 'engine/backend', 'engine/network', 'engine/train'],
  ...['session/client', 'session/pool', 'session/engine', 'build', 'cli'],
].map((folder) => `src/${folder}`);

const pageFolders = [
  ...['ui', 'ui/fields', 'charts/base', 'charts/figure', 'charts/lines', 'charts/gates', 'charts/network'],
  ...['charts/equations', 'charts/seesaw', 'charts/forest', 'charts/sweep', 'charts/plane'],
  ...['charts/funnel', 'charts/calibration'],
  ...['state/stores', 'state/run', 'state/link', 'state/history', 'state/sweep', 'state/learned', 'state'],
  ...['view', 'view/messages', 'about/offline', 'lesson', 'correlation', 'files/history', 'files', 'ownData'],
  ...['lesson/builder', 'files/weights', 'about', 'bar/time', 'bar'],
  ...['config/presets', 'config', 'panels/sweep'],
  ...['panels/learned', 'panels/row', 'panels/stage', 'panels/verdict', 'panels/draws', 'panels/publicData'],
  ...['panels/funnel', 'panels/calibration', 'panels/compare'],
  ...['panels/gates', 'panels/network', 'panels'],
].map((folder) => `app/${folder}`);

const folders = [...engineFolders, 'src', ...pageFolders, 'app'];

/** Files of a folder, but those in folders of its own that have a place in the order. @param {string} folder */
const filesOf = (folder) => {
  const inner = folders.filter((other) => other.startsWith(`${folder}/`));
  const apart = inner.map((other) => `(?!${other.slice(folder.length + 1)}/)`);
  return folder === 'src' || folder === 'app' ? `^${folder}/[^/]+$` : `^${folder}/${apart.join('')}`;
};

const folderRules = folders.slice(0, -1).map((folder, index) => ({
  name: `upward-from-${folder.replaceAll('/', '-')}`,
  comment: `${folder} may import only the folders before it, see ARCHITECTURE.md.`,
  severity: 'error',
  from: { path: filesOf(folder) },
  to: {
    path: folders.slice(index + 1).map(filesOf),
    pathNot: '^src/(worker|importWorker|serviceWorker)[.]ts$',
  },
}));

/** From here on a folder needs TensorFlow.js and may not reach the page. */
const heavyFolders = engineFolders
  .slice(engineFolders.indexOf('src/engine/tf'))
  .filter((folder) => folder !== 'src/session/client');

module.exports = {
  forbidden: [
    ...folderRules,
    {
      name: 'page-stays-light',
      comment: 'Nothing the page loads reaches TensorFlow.js; the page starts the worker by its address.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: ['^src/worker[.]ts$', ...heavyFolders.map(filesOf)], reachable: true },
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
      comment: 'TensorFlow.js is imported in src/engine/tf only.',
      severity: 'error',
      from: { path: '^(app|src)/', pathNot: '^src/engine/tf/' },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'node-only-in-build-and-cli',
      comment: 'Modules of Node are for src/build and src/cli: the rest runs in browsers as well.',
      severity: 'error',
      from: { path: '^(app|src)/', pathNot: '^src/(build|cli)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that import each other cannot be understood, or loaded, one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
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
