import type { Check } from '../../define-check.ts';
import idRange from './id-range.ts';
import nameFormat from './name-format.ts';
import sourceName from './source-name.ts';
import stringsStable from './strings-stable.ts';
import stringsValid from './strings-valid.ts';
import versionFormat from './version-format.ts';

/** The checks of what a plugin says of itself, in catalogue order. */
export const META_CHECKS: readonly Check[] = [
	stringsValid,
	versionFormat,
	stringsStable,
	nameFormat,
	sourceName,
	idRange,
];
