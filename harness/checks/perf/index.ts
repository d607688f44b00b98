import type { Check } from '../../define-check.ts';
import nextBatchThroughput from './next-batch-throughput.ts';

export const PERF_CHECKS: readonly Check[] = [nextBatchThroughput];
