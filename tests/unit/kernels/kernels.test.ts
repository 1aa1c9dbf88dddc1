import { onNodeBackends } from '../onBackends.ts';
import { describeGradients } from './gradientCases.ts';
import { describeKernels } from './kernelCases.ts';

onNodeBackends(() => {
  describeKernels(1e-5);
  describeGradients(2e-5);
});
