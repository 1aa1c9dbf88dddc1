/** What a browser may lack or refuse, as functions without a closure: each runs in a page or worker before its own code. */

declare global {
  interface Window {
    /** Ends `refuseWorkers`. */
    allowWorkers: () => void;
  }
  interface WorkerGlobalScope {
    /** Kept by `keepDevices`. */
    devices: GPUDevice[];
    /** What becomes of every answer of a GPU from now on; see `askBeforeAnswers`. */
    insteadOfAnswer: 'lost' | 'silent' | undefined;
  }
}

/** Three threads share in a run; the one that leads notices within seconds when another falls silent. */
export function pretendFourCores(): void {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 });
  const usual = self.setInterval.bind(self);
  const hurried = (handler: TimerHandler, delayMs = 0) => usual(handler, delayMs / 6);
  Object.assign(self, { setInterval: hurried });
}

export function refuseWorkers(): void {
  const { Worker: usual } = window;
  window.allowWorkers = () => {
    window.Worker = usual;
  };
  window.Worker = class extends EventTarget {
    constructor() {
      super();
      throw new DOMException('refused by a test', 'SecurityError');
    }
  } as unknown as typeof Worker;
}

export function removeWebAssembly(): void {
  Reflect.deleteProperty(self, 'WebAssembly');
}

/** Whatever the memory of a worker starts with is all it gets. */
export function refuseMemory(): void {
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
  };
}

export function removeGpu(): void {
  Object.defineProperty(navigator, 'gpu', { value: undefined });
}

export function giveNoAdapter(): void {
  GPU.prototype.requestAdapter = () => Promise.resolve(null);
}

/** A driver that hangs. What waits for it loses its patience six times as soon. */
export function neverAnswer(): void {
  GPU.prototype.requestAdapter = () => new Promise(() => undefined);
  const usual = self.setTimeout.bind(self);
  const hurried = (handler: TimerHandler, delayMs = 0) => usual(handler, delayMs / 6);
  Object.assign(self, { setTimeout: hurried });
}

export function giveNoDevice(): void {
  GPUAdapter.prototype.requestDevice = () => Promise.reject(new Error('Device refused.'));
}

/** As after a crash that the browser has not noticed yet. */
export function giveLostDevices(): void {
  const usual = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function request(this: GPUAdapter, descriptor) {
    const device = await usual.call(this, descriptor);
    device.destroy();
    return device;
  };
}

/** Each is a thousand gigabytes larger than asked for. */
export function refuseBuffers(): void {
  const usual = GPUDevice.prototype.createBuffer;
  GPUDevice.prototype.createBuffer = function create(this: GPUDevice, descriptor) {
    return usual.call(this, { ...descriptor, size: descriptor.size + 2 ** 40 });
  };
}

/** A device binds no more than a kilobyte in one piece. */
export function bindLittle(): void {
  const usual = Object.getOwnPropertyDescriptor(GPUDevice.prototype, 'limits')?.get;
  Object.defineProperty(GPUDevice.prototype, 'limits', {
    get(this: GPUDevice): GPUSupportedLimits {
      return new Proxy(usual?.call(this) as GPUSupportedLimits, {
        get: (limits, name) =>
          name === 'maxStorageBufferBindingSize' ? 1024 : limits[name as keyof GPUSupportedLimits],
      });
    },
  });
}

export function spoilPrograms(): void {
  const usual = GPUDevice.prototype.createShaderModule;
  GPUDevice.prototype.createShaderModule = function create(this: GPUDevice, descriptor) {
    return usual.call(this, { ...descriptor, code: 'This is no program.' });
  };
}

/** Every device stays in reach of the test. */
export function keepDevices(): void {
  const devices: GPUDevice[] = [];
  Object.assign(self, { devices });
  const usual = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function request(this: GPUAdapter, descriptor) {
    const device = await usual.call(this, descriptor);
    devices.push(device);
    return device;
  };
}

/** Keeps devices, and lets a test say what becomes of their answers. What waits for one loses its patience twelve times as soon. */
export function askBeforeAnswers(): void {
  const scope = self as unknown as WorkerGlobalScope;
  scope.devices = [];
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function request(this: GPUAdapter, descriptor) {
    const device = await requestDevice.call(this, descriptor);
    scope.devices.push(device);
    return device;
  };
  const { mapAsync } = GPUBuffer.prototype;
  GPUBuffer.prototype.mapAsync = function map(this: GPUBuffer, ...given) {
    if (scope.insteadOfAnswer === 'silent') return new Promise(() => undefined);
    if (scope.insteadOfAnswer === 'lost') scope.devices.at(-1)?.destroy();
    return mapAsync.apply(this, given);
  };
  const usual = self.setInterval.bind(self);
  const hurried = (handler: TimerHandler, delayMs = 0) => usual(handler, delayMs / 12);
  Object.assign(self, { setInterval: hurried });
}

/** Every device is lost as soon as it compiles. */
export function loseWhileCompiling(): void {
  const usual = GPUDevice.prototype.createComputePipelineAsync;
  GPUDevice.prototype.createComputePipelineAsync = function create(this: GPUDevice, descriptor) {
    const compiled = usual.call(this, descriptor);
    this.destroy();
    return compiled;
  };
}

/** As Chromium does where a buffer that is filled at once does not fit. */
export function refuseFilledBuffers(): void {
  const usual = GPUDevice.prototype.createBuffer;
  GPUDevice.prototype.createBuffer = function create(this: GPUDevice, descriptor) {
    if (descriptor.mappedAtCreation === true)
      throw new RangeError('createBuffer failed, size is too large when mappedAtCreation == true');
    return usual.call(this, descriptor);
  };
}

/** WebAssembly is there, but not the memory for it. */
export function refuseInstances(): void {
  const refuse = () => Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory'));
  Object.assign(WebAssembly, { instantiate: refuse, instantiateStreaming: refuse });
}

export function closeStorage(): void {
  Object.defineProperty(window, 'localStorage', {
    get: () => {
      throw new DOMException('The storage is closed.', 'SecurityError');
    },
  });
}

export function fillStorage(): void {
  Storage.prototype.setItem = () => {
    throw new DOMException('The storage is full.', 'QuotaExceededError');
  };
}

/** As another program, or another version of this page, may have left it. */
export function spoilStorage(): void {
  // The empty page before the first has none.
  if (location.protocol === 'about:') return;
  for (const key of ['experiment', 'theme', 'sweep', 'draws', 'search', 'seenStories'])
    localStorage.setItem(key, '{"__proto__":[1,"\u0000%E0%A4%A&v=x&tasks=1e99');
}

export function refuseClipboard(): void {
  if (location.protocol === 'about:') return;
  navigator.clipboard.writeText = () =>
    Promise.reject(new DOMException('refused by a test', 'NotAllowedError'));
}
