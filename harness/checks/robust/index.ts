import type { Check } from '../../define-check.ts';
import crash from './crash.ts';
import hang from './hang.ts';
import noExit from './no-exit.ts';

export const ROBUST_CHECKS: readonly Check[] = [crash, hang, noExit];
