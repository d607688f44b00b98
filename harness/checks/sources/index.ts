import type { Check } from '../../define-check.ts';
import eventTypes from './event-types.ts';
import jsonArray from './json-array.ts';

/** The checks of which events a plugin receives, in catalogue order. */
export const SOURCES_CHECKS: readonly Check[] = [jsonArray, eventTypes];
