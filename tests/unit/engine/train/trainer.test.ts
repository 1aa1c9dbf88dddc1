import { onNodeBackends } from '../../onBackends.ts';
import { architecturesFor, describeTraining } from './trainerCases.ts';

onNodeBackends((backend) => describeTraining(architecturesFor(backend)));
