/** The arguments of `npm run bench`. */
import { type PlanWishes, parts } from './plan.ts';
import { type SizeName, sizes } from './sizes.ts';

export interface BenchArguments extends PlanWishes {
  readonly json: boolean;
}

const backends = ['wasm', 'webgpu'] as const;
const configs = Object.keys(sizes) as SizeName[];

const usage = `npm run bench [-- --json] [--backend ${backends.join('|')}] [--config ${configs.join('|')}] [--part ${parts.join('|')}]

  --json     print one object instead of tables
  --backend  measure on this one alone
  --config   measure the steps of this network alone
  --part     measure this part alone
`;

/** The arguments, or a text that says which there are when these make no sense. */
export function parseBenchArguments(argv: readonly string[]): BenchArguments | string {
  let parsed: BenchArguments = { json: false, backends, configs, parts };
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--json') parsed = { ...parsed, json: true };
    else {
      const value = rest.shift();
      const backend = backends.find((name) => argument === '--backend' && name === value);
      const config = configs.find((name) => argument === '--config' && name === value);
      const part = parts.find((name) => argument === '--part' && name === value);
      if (backend !== undefined) parsed = { ...parsed, backends: [backend] };
      else if (config !== undefined) parsed = { ...parsed, configs: [config], parts: ['steps'] };
      else if (part !== undefined) parsed = { ...parsed, parts: [part] };
      else return usage;
    }
  }
  return parsed;
}
