/** The cases that the folders of all kernels list. */
import type { KernelCall, KernelCases } from '../../../src/kernels/cases.ts';

const modules = import.meta.glob<Readonly<Record<string, KernelCases>>>('../../../src/kernels/*/*Cases.ts', {
  eager: true,
});

/** A module of cases exports `calls` under one name; helpers that it exports for others are none. */
export const allCases: readonly KernelCases[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((exported) => 'calls' in exported);

export const callsOf = (numReplicas: number): KernelCall[] =>
  allCases.flatMap(({ calls }) => calls(numReplicas));

/** Those that every replica can make alone. */
export const replicaCallsOf = (numReplicas: number): KernelCall[] =>
  callsOf(numReplicas).filter(({ hasReplicas = true }) => hasReplicas);

/** For `it.each`: a title beside each call. */
export const titled = (calls: readonly KernelCall[]): [string, KernelCall][] =>
  calls.map((call) => [`${call.operation.kernelName}: ${call.name}`, call]);
