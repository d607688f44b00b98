import type { Check } from '../../define-check.ts';
import entryValid from './entry-valid.ts';
import jsonArray from './json-array.ts';
import nameCollision from './name-collision.ts';
import nameGrammar from './name-grammar.ts';
import nameUnique from './name-unique.ts';
import stableOrder from './stable-order.ts';
import unknownKeys from './unknown-keys.ts';

/** The checks of the field list, in catalogue order. */
export const FIELDS_CHECKS: readonly Check[] = [
	jsonArray,
	entryValid,
	unknownKeys,
	nameUnique,
	nameGrammar,
	nameCollision,
	stableOrder,
];
