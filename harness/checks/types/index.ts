import type { Check } from '../../define-check.ts';
import goldenValues from './golden-values.ts';
import ipLength from './ip-length.ts';
import ipV4mapped from './ip-v4mapped.ts';
import scalarRanges from './scalar-ranges.ts';
import stringEncoding from './string-encoding.ts';
import stringPointer from './string-pointer.ts';

export const TYPES_CHECKS: readonly Check[] = [
	stringPointer,
	stringEncoding,
	ipLength,
	ipV4mapped,
	scalarRanges,
	goldenValues,
];
