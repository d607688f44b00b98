import type { Check } from '../../define-check.ts';
import crash from './crash.ts';
import hang from './hang.ts';
import noExit from './no-exit.ts';
import processState from './process-state.ts';
import stdoutClean from './stdout-clean.ts';

export const ROBUST_CHECKS: readonly Check[] = [crash, hang, noExit, processState, stdoutClean];
