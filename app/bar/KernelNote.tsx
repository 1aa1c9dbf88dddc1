/** How many of the engine's operations have a kernel of their own on a backend, and the names of those that fall back. */
import type { BackendReport } from '../../src/session/protocol.ts';
import { text } from '../../src/text/text.ts';

export function KernelNote({ report: { build, kernels } }: { readonly report: BackendReport }) {
  const { numOperations, fallBacks } = kernels;
  return (
    <p>
      {text.kernels.own(numOperations - fallBacks.length, numOperations, build)}
      {fallBacks.length > 0 && ` ${text.kernels.fallBacks(fallBacks)}`}
    </p>
  );
}
