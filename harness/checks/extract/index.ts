import type { Check } from '../../define-check.ts';
import cardinality from './cardinality.ts';
import declaredTypes from './declared-types.ts';
import foreignEvents from './foreign-events.ts';
import multiField from './multi-field.ts';
import repeatable from './repeatable.ts';
import reslenWritten from './reslen-written.ts';
import resultLifetime from './result-lifetime.ts';
import resultReadable from './result-readable.ts';
import withoutSource from './without-source.ts';

export const EXTRACT_CHECKS: readonly Check[] = [
	reslenWritten,
	cardinality,
	resultReadable,
	multiField,
	repeatable,
	resultLifetime,
	withoutSource,
	declaredTypes,
	foreignEvents,
];
