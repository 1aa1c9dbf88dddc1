/** Watches WebGPU from outside: counts dispatches and adds up buffers, whichever library makes them. */
import type { Probe } from './probe.ts';

/** Install it before anything asks for a device. */
export function installGpuProbe(): Probe {
  const sizes = new Map<GPUBuffer, number>();
  let numDispatches = 0;
  const countCalls = <F extends (...args: never[]) => unknown>(method: F): F =>
    new Proxy(method, {
      apply: (target, self, args) => {
        numDispatches++;
        return Reflect.apply(target, self, args);
      },
    });
  const pass = GPUComputePassEncoder.prototype;
  pass.dispatchWorkgroups = countCalls(pass.dispatchWorkgroups);
  pass.dispatchWorkgroupsIndirect = countCalls(pass.dispatchWorkgroupsIndirect);
  GPUDevice.prototype.createBuffer = new Proxy(GPUDevice.prototype.createBuffer, {
    apply: (target, self, args) => {
      const buffer: GPUBuffer = Reflect.apply(target, self, args);
      sizes.set(buffer, buffer.size);
      return buffer;
    },
  });
  GPUBuffer.prototype.destroy = new Proxy(GPUBuffer.prototype.destroy, {
    apply: (target, self: GPUBuffer, args) => {
      sizes.delete(self);
      return Reflect.apply(target, self, args);
    },
  });
  return {
    numDispatches: () => numDispatches,
    nativeMs: () => 0,
    setTiming: null,
    cpuMs: () => null,
    numBytes: () => [...sizes.values()].reduce((sum, size) => sum + size, 0),
  };
}
