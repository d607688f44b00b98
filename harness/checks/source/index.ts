import type { Check } from '../../define-check.ts';
import batchReadable from './batch-readable.ts';
import eofSticky from './eof-sticky.ts';
import noLossAtEnd from './no-loss-at-end.ts';
import outputsWritten from './outputs-written.ts';
import rcContract from './rc-contract.ts';

export const SOURCE_CHECKS: readonly Check[] = [rcContract, outputsWritten, batchReadable, eofSticky, noLossAtEnd];
