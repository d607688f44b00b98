import { ABI_CHECKS } from './checks/abi/index.ts';
import { ARGS_CHECKS } from './checks/args/index.ts';
import { EVENT_CHECKS } from './checks/event/index.ts';
import { EXTRACT_CHECKS } from './checks/extract/index.ts';
import { FIELDS_CHECKS } from './checks/fields/index.ts';
import { FILE_CHECKS } from './checks/file/index.ts';
import { INIT_CHECKS } from './checks/init/index.ts';
import { META_CHECKS } from './checks/meta/index.ts';
import { OFFSETS_CHECKS } from './checks/offsets/index.ts';
import { OPEN_CHECKS } from './checks/open/index.ts';
import { PERF_CHECKS } from './checks/perf/index.ts';
import { ROBUST_CHECKS } from './checks/robust/index.ts';
import { SOURCE_CHECKS } from './checks/source/index.ts';
import { SOURCES_CHECKS } from './checks/sources/index.ts';
import { TYPES_CHECKS } from './checks/types/index.ts';
import type { Check } from './define-check.ts';

/** Every conformance check, in the order in which reports and pages show them. Help, docs and tests come from here. */
export const CATALOGUE: readonly Check[] = [
	...FILE_CHECKS,
	...ABI_CHECKS,
	...META_CHECKS,
	...FIELDS_CHECKS,
	...SOURCES_CHECKS,
	...INIT_CHECKS,
	...OPEN_CHECKS,
	...SOURCE_CHECKS,
	...EVENT_CHECKS,
	...EXTRACT_CHECKS,
	...TYPES_CHECKS,
	...ARGS_CHECKS,
	...OFFSETS_CHECKS,
	...ROBUST_CHECKS,
	...PERF_CHECKS,
];

/** The check that everything but the file itself depends on. */
export { default as elfTarget } from './checks/file/elf-target.ts';
