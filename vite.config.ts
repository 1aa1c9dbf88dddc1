/** Builds the page and its worker. Knows the content security policy and where the parts lie, and no source file. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse, relative, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type PluginOption } from 'vite';
import packageJson from './package.json' with { type: 'json' };
import { articlePages } from './src/build/article.mjs';
import { assemblyScriptForVite } from './src/build/assemblyScript.mjs';
import { chineseMode, chinesePage, wordsOfPage } from './src/build/languages.mjs';
import { licenceNotices } from './src/build/licenceNotices.mjs';
import { contentSecurityPolicy } from './src/build/preview.mjs';
import { serviceWorkerForVite } from './src/build/serviceWorker.mjs';
import { experimentSchema } from './src/experiment/jsonSchema.ts';
import { EXPERIMENT_SCHEMA_FILE } from './src/experiment/versions.ts';
import { pageText as english } from './src/text/en/parts/page.ts';
import { pageText as chinese } from './src/text/zh/parts/page.ts';

/** Writes the policy into the built page, for hosts that send no headers. The development server needs inline scripts. */
function policyInPage(): Plugin {
  return {
    name: 'policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * Writes which chunk loads which, what each is of, and the packages inside, to `build/page.json` or, of a worker, to a file called as
 * its entry: what the size budgets read.
 */
function chunkGraph(bundle: 'page' | 'worker'): Plugin {
  return {
    name: 'chunk-graph',
    apply: 'build',
    async generateBundle(_, outputs) {
      // The budgets are for what lies in dist.
      if (relative(import.meta.dirname, resolve(this.environment.config.build.outDir)) !== 'dist') return;
      const chunks = Object.values(outputs).filter((output) => output.type === 'chunk');
      const graph = chunks.map((chunk) => ({
        file: chunk.fileName,
        module: chunk.facadeModuleId === null ? null : relative(import.meta.dirname, chunk.facadeModuleId),
        isEntry: chunk.isEntry,
        imports: chunk.imports,
        dynamicImports: chunk.dynamicImports,
        css: [...(chunk.viteMetadata?.importedCss ?? [])],
        packages: [...new Set(chunk.moduleIds.flatMap(packagesOf))],
      }));
      const folder = join(import.meta.dirname, 'build');
      await mkdir(folder, { recursive: true });
      const entry = graph.find(({ isEntry }) => isEntry)?.module ?? '';
      const name = bundle === 'worker' ? parse(entry).name : bundle;
      await writeFile(join(folder, `${name}.json`), JSON.stringify(graph, null, 2));
    },
  };
}

function packagesOf(moduleId: string): readonly string[] {
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(moduleId)?.[1];
  return name === undefined ? [] : [name];
}

/**
 * The GPU and WASM backends take a few functions of the CPU backend apart from its namespace, which keeps all of them in the
 * bundle. Imported by name, only those stay: 10 kB (gzip) less for every visitor.
 */
function namedCpuKernels(): Plugin {
  return {
    name: 'named-cpu-kernels',
    transform: (code, id) =>
      /tfjs-backend-[a-z]+\/dist\/kernel_utils\/shared\.js$/.test(id)
        ? code.replace(
            /import \* as (\w+) from ('[^']+');\s*const \{([^}]*)\} = \1;/,
            (_, _name, from, names) => `import {${names.replaceAll(':', ' as')}} from ${from};`,
          )
        : null,
  };
}

/** Shaders without the indentation of the sources they stand in: 2.7 kB (gzip) less for every visitor. */
function shadersWithoutIndentation(): Plugin {
  return {
    name: 'shaders-without-indentation',
    apply: 'build',
    transform: (code, id) =>
      /tfjs-backend-webgpu\/dist\/.*\.js$|\.wgsl\.ts$/.test(id) ? code.replaceAll(/\n[ \t]+/g, '\n') : null,
  };
}

/** Writes the JSON Schema of an experiment beside the page. */
function schemaBesidePage(): Plugin {
  return {
    name: 'schema-beside-page',
    apply: 'build',
    generateBundle() {
      const source = JSON.stringify(experimentSchema());
      this.emitFile({ type: 'asset', fileName: EXPERIMENT_SCHEMA_FILE, source });
    },
  };
}

/**
 * The files that workers begin with hold nothing else: WebKit runs such a file once more when one that is loaded later imports it, and
 * the worker would forget what it does. What only later files use stays with them.
 */
const besideWorkerEntries = {
  includeDependenciesRecursively: false,
  groups: [
    {
      name: 'engine',
      tags: ['$initial' as const],
      test: /^(?!.*\/(src\/(worker|importWorker)\.ts|node_modules\/long\/))/,
    },
  ],
};

const $initial = '$initial' as const;

/**
 * One file for the first paint: cut in two for what charts share with it, it compresses worse. Apart are styles, which the
 * article has without the page, and the entries, since its live figures share the rest and may not start the page.
 */
const besideEntries = {
  groups: [
    {
      name: 'styles',
      tags: [$initial],
      test: /\/app\/(?!learn\/).*[.]css$|preload-helper/,
      priority: 1,
    },
    { name: 'page', tags: [$initial], test: /^(?!.*(\/learn\/|[.]html|\/app\/main[.]tsx))/ },
  ],
};

/** What the page may load of src/. */
const pureLayers =
  /\/src\/(text|core|models|data|analysis|experiment|run|interop|studies|teach|session)\/[^?]*$/;

/** A package that says nothing of it, and would bring its WASM for snappy, which is not used. */
const purePackage = /\/node_modules\/hyparquet-compressors\//;

/** Importing a module of the pure layers does nothing, so each goes to the part of the page or worker that uses it. */
const pureTreeshake = {
  moduleSideEffects: [pureLayers, purePackage].map((test) => ({ test, sideEffects: false })),
};

/** On a busy machine the builder warns about its own pace. */
const quietChecks = { pluginTimings: false };

const notices = licenceNotices(import.meta.dirname);

function pluginsOfMode(mode: string, command: 'build' | 'serve'): readonly PluginOption[] {
  const root = import.meta.dirname;
  const isChinese = mode === chineseMode;
  return [
    wordsOfPage(isChinese ? chinese : english, command === 'build' && !isChinese),
    ...(isChinese ? [chinesePage(root)] : []),
    policyInPage(),
    chunkGraph('page'),
    articlePages(root, mode),
    notices.inPage,
    serviceWorkerForVite(),
    schemaBesidePage(),
  ];
}

export default defineConfig(({ command, mode }) => {
  // A build is for visitors, also when a test starts it: without this, React would be its development version.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    // Relative addresses: the built folder works wherever it is put.
    base: './',
    resolve: {
      alias: [
        {
          find: '@stdlib/utils-define-property',
          replacement: join(import.meta.dirname, 'src/core/defineProperty.cjs'),
        },
        {
          find: /^@stdlib\/assert-has-\w+array-support$/,
          replacement: join(import.meta.dirname, 'src/core/supported.cjs'),
        },
      ],
    },
    define: { __RELEASE__: JSON.stringify(packageJson.version) },
    plugins: [react(), assemblyScriptForVite(), ...pluginsOfMode(mode, command)],
    worker: {
      format: 'es',
      rolldownOptions: {
        checks: quietChecks,
        treeshake: pureTreeshake,
        output: { codeSplitting: besideWorkerEntries },
      },
      plugins: () => [
        assemblyScriptForVite(),
        namedCpuKernels(),
        shadersWithoutIndentation(),
        chunkGraph('worker'),
        notices.inWorker,
      ],
    },
    build: {
      target: 'es2022',
      // Charts write light-dark() into the page themselves; a polyfill in the style sheets would only be dead weight.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      modulePreload: { polyfill: false },
      rolldownOptions: {
        checks: quietChecks,
        treeshake: pureTreeshake,
        input: ['index.html', 'learn/index.html'].map((name) => join(import.meta.dirname, name)),
        output: { codeSplitting: besideEntries },
      },
      // A small file turned into a data: address would be blocked by the policy.
      assetsInlineLimit: 0,
    },
  };
});
