/** How many of the engine's operations have a kernel of their own on a backend, and the names of those that fall back. */
import { type BackendReport, kernelText } from '../../src/index.ts';

export function KernelNote({ report: { build, kernels } }: { readonly report: BackendReport }) {
  const { numOperations, fallBacks } = kernels;
  return (
    <p>
      {kernelText.own(numOperations - fallBacks.length, numOperations, build)}
      {fallBacks.length > 0 && ` ${kernelText.fallBacks(fallBacks)}`}
    </p>
  );
}
