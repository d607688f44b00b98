import type { Check } from '../../define-check.ts';
import cardinality from './cardinality.ts';
import reslenWritten from './reslen-written.ts';
import resultReadable from './result-readable.ts';

export const EXTRACT_CHECKS: readonly Check[] = [reslenWritten, cardinality, resultReadable];
