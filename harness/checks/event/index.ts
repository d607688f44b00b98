import type { Check } from '../../define-check.ts';
import lengthArithmetic from './length-arithmetic.ts';
import pluginTypeAndId from './plugin-type-and-id.ts';
import syscallEncoding from './syscall-encoding.ts';
import tsPlausible from './ts-plausible.ts';

export const EVENT_CHECKS: readonly Check[] = [pluginTypeAndId, lengthArithmetic, tsPlausible, syscallEncoding];
