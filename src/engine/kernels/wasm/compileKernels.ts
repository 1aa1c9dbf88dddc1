/** Compiles the builds of our WASM kernels that this engine can run. */
/// <reference path="../../../core/assemblyScript.d.ts" />
import { bytesOfBase64 } from '../../../core/base64.ts';
import { base64 as relaxedSimd } from './kernels.as.ts?relaxed-simd';
import { base64 as simd } from './kernels.as.ts?simd';

/** Relaxed SIMD may fuse multiply and add; the last bits differ. */
export type KernelBuild = 'simd' | 'relaxed-simd';

const kernelBinaries: Readonly<Record<KernelBuild, string>> = { simd, 'relaxed-simd': relaxedSimd };

// Instructions that only engines with the feature accept: `f32x4.relaxed_madd`; `drop` and `f32x4.add`.
const probeInstructions: Readonly<Record<KernelBuild, readonly number[]>> = {
  'relaxed-simd': [0xfd, 0x85, 0x02],
  simd: [0x1a, 0xfd, 0xe4, 0x01],
};

/** Builds that run here, fastest first; empty without SIMD. */
export function kernelBuilds(): readonly KernelBuild[] {
  const builds = ['relaxed-simd', 'simd'] as const;
  return builds.filter((build) => WebAssembly.validate(probeModuleOf(probeInstructions[build])));
}

/** Rejects if the build does not run. */
export async function compileKernels(build: KernelBuild): Promise<WebAssembly.Module> {
  return await WebAssembly.compile(bytesOfBase64(kernelBinaries[build]));
}

// Binary of a module whose function pushes its vector argument three times, then runs `instructions`.
function probeModuleOf(instructions: readonly number[]): Uint8Array<ArrayBuffer> {
  const body = [0x00, 0x20, 0x00, 0x20, 0x00, 0x20, 0x00, ...instructions, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // header
    ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7b, 0x01, 0x7b], // types: v128 -> v128
    ...[0x03, 0x02, 0x01, 0x00], // functions: one, of type 0
    ...[0x0a, body.length + 2, 0x01, body.length, ...body], // code
  ]);
}
