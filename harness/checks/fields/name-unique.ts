import { defineCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';
import { readFieldEntries } from './field-entries.ts';

export default defineCheck({
	id: 'fields.name-unique',
	title: 'no two fields have the same name',
	asserts: 'Every name is in the field list once.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'dev',
	stage: 'description',
	why: 'libs sinsp_filter_check::parse_field_name keeps the first of two fields with the same name, and nothing compares the fields of one plugin with each other: the second can never be asked for.',
	fix: 'Give each field a name of its own, or remove the second.',
	judge: whenLoaded(({ description: { fields } }) => {
		const entries = readFieldEntries(fields);
		if (!entries) return skipped('the field list is no JSON array (see fields.json-array)');
		const named = entries.filter(({ declaredName }) => declaredName !== undefined);
		const repeated = [...Map.groupBy(named, ({ declaredName }) => declaredName).values()].filter(
			(same) => same.length > 1,
		);
		return judged(
			repeated.map((same) => {
				const positions = same.map(({ position }) => position).join(', ');
				const name = same[0]?.name ?? '';
				return {
					message: `the name ${name} is given to ${same.length} fields`,
					call: 'plugin_get_fields',
					expected: 'each name once',
					observed: `${name} at the positions ${positions}`,
					evidence: `Falco only ever asks for number ${same[0]?.position}.`,
					fix: `Rename or remove all fields called ${name} but one.`,
				};
			}),
			`${named.length} names`,
		);
	}),
});
