import type { Check } from '../../define-check.ts';
import frameworkMemory from './framework-memory.ts';
import inputsNotRetained from './inputs-not-retained.ts';
import inputsReadOnly from './inputs-read-only.ts';
import readPastEvent from './read-past-event.ts';
import useAfterEvent from './use-after-event.ts';

export const MEMORY_CHECKS: readonly Check[] = [
	inputsNotRetained,
	readPastEvent,
	inputsReadOnly,
	useAfterEvent,
	frameworkMemory,
];
