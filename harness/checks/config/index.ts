import type { Check } from '../../define-check.ts';
import badUpdate from './bad-update.ts';
import update from './update.ts';

export const CONFIG_CHECKS: readonly Check[] = [update, badUpdate];
