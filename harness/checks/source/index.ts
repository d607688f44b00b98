import type { Check } from '../../define-check.ts';
import batchMemoryStable from './batch-memory-stable.ts';
import batchReadable from './batch-readable.ts';
import blockingBound from './blocking-bound.ts';
import eofSticky from './eof-sticky.ts';
import instanceIsolation from './instance-isolation.ts';
import noLossAtEnd from './no-loss-at-end.ts';
import outputsWritten from './outputs-written.ts';
import oversizeSurvives from './oversize-survives.ts';
import progressAndSummary from './progress-and-summary.ts';
import rcContract from './rc-contract.ts';

export const SOURCE_CHECKS: readonly Check[] = [
	rcContract,
	outputsWritten,
	batchReadable,
	batchMemoryStable,
	eofSticky,
	noLossAtEnd,
	blockingBound,
	oversizeSurvives,
	progressAndSummary,
	instanceIsolation,
];
