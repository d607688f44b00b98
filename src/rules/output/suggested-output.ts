import type { FieldClass } from '../fields/field.ts';

/**
 * What `suggested_output: true` appends to the outputs of a source: `a_b=%a.b` for every field with `addOutput`
 * (rules facts, section 3.3). Empty where there is none.
 */
export function suggestedOutput(classes: readonly FieldClass[]): string {
	return classes
		.flatMap(({ fields }) => fields)
		.filter(({ addOutput }) => addOutput === true)
		.map(({ name }) => `${name.replaceAll('.', '_')}=%${name}`)
		.join(' ');
}
