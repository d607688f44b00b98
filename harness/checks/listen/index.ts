import type { Check } from '../../define-check.ts';
import cycles from './cycles.ts';
import routineLifetime from './routine-lifetime.ts';

export const LISTEN_CHECKS: readonly Check[] = [cycles, routineLifetime];
