import type { Check } from '../../define-check.ts';
import boundedTeardown from './bounded-teardown.ts';
import closeNullInstance from './close-null-instance.ts';
import frameworkOrder from './framework-order.ts';
import initOnly from './init-only.ts';
import multiState from './multi-state.ts';
import reloadLibrary from './reload-library.ts';
import repeat from './repeat.ts';
import resourcesGone from './resources-gone.ts';

export const LIFECYCLE_CHECKS: readonly Check[] = [
	repeat,
	multiState,
	closeNullInstance,
	frameworkOrder,
	initOnly,
	resourcesGone,
	reloadLibrary,
	boundedTeardown,
];
