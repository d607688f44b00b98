import { EXTRACT_CHECKS } from './checks/extract/index.ts';
import { ROBUST_CHECKS } from './checks/robust/index.ts';
import { SOURCE_CHECKS } from './checks/source/index.ts';
import { TYPES_CHECKS } from './checks/types/index.ts';
import type { Check } from './define-check.ts';

/** Every conformance check, in the order in which reports and pages show them. Help, docs and tests come from here. */
export const CATALOGUE: readonly Check[] = [...ROBUST_CHECKS, ...SOURCE_CHECKS, ...EXTRACT_CHECKS, ...TYPES_CHECKS];
