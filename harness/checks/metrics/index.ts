import type { Check } from '../../define-check.ts';
import arrayValid from './array-valid.ts';
import semantics from './semantics.ts';

export const METRICS_CHECKS: readonly Check[] = [arrayValid, semantics];
