import { onNodeBackends } from '../../onBackends.ts';
import { describeTraining } from './trainerCases.ts';

onNodeBackends(() => describeTraining());
