import type { Check } from '../../define-check.ts';
import badParams from './bad-params.ts';
import failureContract from './failure-contract.ts';
import paramsList from './params-list.ts';

export const OPEN_CHECKS: readonly Check[] = [paramsList, badParams, failureContract];
