import { EVENT_CLASS } from '../rules/fields/event-fields.ts';
import type { FieldClass } from '../rules/fields/field.ts';
import { staticClass } from '../rules/fields/static-fields.ts';
import type { RulesSource } from '../rules/ruleset/ruleset.ts';
import type { RunPlan, RunSource } from './plan.ts';

/**
 * The classes of fields of a source in Falco's order of lookup (rules facts, section 1.3): `evt`, `static` if there is
 * one, then the plugins that extract, in load order.
 */
export function fieldClassesOf(source: RunSource, staticFields: RunPlan['staticFields']): FieldClass[] {
	const keys = Object.keys(staticFields);
	const plugins = source.plugins.filter(({ fields }) => fields.length > 0);
	return [
		EVENT_CLASS,
		...(keys.length > 0 ? [staticClass(keys)] : []),
		...plugins.map(({ name, fields }) => ({ name, fields })),
	];
}

/** A source as the rules loader wants it: rules must be loaded with the very same sources in every process. */
export function rulesSourceOf(source: RunSource, staticFields: RunPlan['staticFields']): RulesSource {
	const provider = source.plugins[source.opened]?.name;
	return {
		name: source.name,
		classes: fieldClassesOf(source, staticFields),
		...(provider === undefined ? {} : { provider }),
	};
}
