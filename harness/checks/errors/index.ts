import type { Check } from '../../define-check.ts';
import lastErrorFresh from './last-error-fresh.ts';
import lastErrorSet from './last-error-set.ts';

export const ERRORS_CHECKS: readonly Check[] = [lastErrorSet, lastErrorFresh];
