import type { Check } from '../../define-check.ts';
import apiVersion from './api-version.ts';
import apiVersionVsFeatures from './api-version-vs-features.ts';
import capabilities from './capabilities.ts';
import dlopenNow from './dlopen-now.ts';
import idSourcePair from './id-source-pair.ts';
import noUnwind from './no-unwind.ts';
import requiredSymbols from './required-symbols.ts';
import schemaVersion from './schema-version.ts';

/** The checks of loading and of the API contract, in catalogue order. */
export const ABI_CHECKS: readonly Check[] = [
	dlopenNow,
	requiredSymbols,
	apiVersion,
	apiVersionVsFeatures,
	capabilities,
	idSourcePair,
	schemaVersion,
	noUnwind,
];
