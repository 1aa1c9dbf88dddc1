/** A GPU whose devices are changed for a check: their programs rewritten, or their memory poisoned. */

/** Changes of every device that is requested. */
export interface GpuChange {
  /** Gives the code that is compiled instead. */
  readonly rewrite?: (wgsl: string) => string;
  /** New buffers hold NaN, so that what is read before it was written is seen. */
  readonly poisons?: boolean;
  readonly onDevice?: (device: GPUDevice) => void;
}

export function changedGpu(gpu: GPU, change: GpuChange): GPU {
  return Object.assign(Object.create(gpu), {
    requestAdapter: async (options?: GPURequestAdapterOptions) => {
      const adapter = await gpu.requestAdapter(options);
      if (adapter === null) return null;
      const request = adapter.requestDevice.bind(adapter);
      return Object.assign(adapter, {
        requestDevice: async (descriptor?: GPUDeviceDescriptor) => {
          const device = await request(descriptor);
          change.onDevice?.(device);
          return changeDevice(device, change);
        },
      });
    },
  });
}

/** The device's own methods, shadowed. */
function changeDevice(device: GPUDevice, { rewrite, poisons }: GpuChange): GPUDevice {
  const createShaderModule = device.createShaderModule.bind(device);
  const createBuffer = device.createBuffer.bind(device);
  return Object.assign(device, {
    ...(rewrite && {
      createShaderModule: (descriptor: GPUShaderModuleDescriptor) =>
        createShaderModule({ ...descriptor, code: rewrite(descriptor.code) }),
    }),
    ...(poisons && {
      createBuffer: (descriptor: GPUBufferDescriptor) => poisoned(createBuffer, descriptor),
    }),
  });
}

function poisoned(create: GPUDevice['createBuffer'], descriptor: GPUBufferDescriptor): GPUBuffer {
  const isStorage = (descriptor.usage & GPUBufferUsage.STORAGE) !== 0;
  if (!isStorage || descriptor.mappedAtCreation === true || descriptor.size % 4 !== 0)
    return create(descriptor);
  const buffer = create({ ...descriptor, mappedAtCreation: true });
  new Float32Array(buffer.getMappedRange()).fill(Number.NaN);
  buffer.unmap();
  return buffer;
}

/** The place of a workgroup, as our programs compute it; those of TensorFlow.js declare it otherwise, and stay as they are. */
const place = 'workgroup.y * numWorkgroups.x + workgroup.x';

/** Programs whose workgroups take each other's places: `placeOf` is WGSL that gives the place of workgroup `w` of `n`. */
const withOrder =
  (placeOf: string) =>
  (wgsl: string): string => {
    if (!wgsl.includes('@builtin(num_workgroups) numWorkgroups')) return wgsl;
    if (!wgsl.includes(place))
      throw new Error('A program does not compute the place of its workgroup as others do.');
    return `${wgsl.replace(place, `placed(${place}, numWorkgroups.x * numWorkgroups.y)`)}
      fn placed(w: u32, n: u32) -> u32 { return ${placeOf}; }`;
  };

/** Orders of the workgroups of a dispatch. 7919 is a prime, so that no two take one place where it does not divide their number. */
export const orders = {
  reversed: withOrder('n - 1u - w'),
  shuffled: withOrder('select(w, (w * 7919u + n / 2u) % n, n % 7919u != 0u && n < 500000u)'),
};

export const orderNames = ['reversed', 'shuffled'] as const satisfies readonly (keyof typeof orders)[];
