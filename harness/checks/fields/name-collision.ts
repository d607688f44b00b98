import { defineCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { whenLoaded } from '../when-loaded.ts';
import { BUILTIN_CLASSES, GENERIC_FIELDS } from './builtin-fields.ts';
import { readFieldEntries } from './field-entries.ts';

export default defineCheck({
	id: 'fields.name-collision',
	title: 'no field has a name that belongs to Falco',
	asserts: `No name is that of a field that Falco offers on every event source (${[...GENERIC_FIELDS].slice(0, 3).join(', ')}, ...), and none begins with a word that rule authors know as Falco's own: ${[...BUILTIN_CLASSES.keys()].join(', ')}.`,
	severity: 'error',
	capabilities: ['extract'],
	profile: 'dev',
	stage: 'description',
	why: "Falco's populate_filterchecks (init_inspectors.cpp) compares the fields of a plugin with all others of the same event source and ends when two have one name. In a foreign class the field may work today and collide with the next release; and nobody looks for it there.",
	fix: 'Begin the name with the name of the plugin: my_plugin.field.',
	judge: whenLoaded(({ description: { fields, name, eventSource } }) => {
		const entries = readFieldEntries(fields);
		if (!entries) return skipped('the field list is no JSON array (see fields.json-array)');
		const plugin = utf8Of(name) ?? 'NAME';
		const source = utf8Of(eventSource) || 'syscall';
		const findings = entries.flatMap(({ declaredName = '', name: shown }): FindingDraft[] => {
			if (GENERIC_FIELDS.has(declaredName)) {
				return [
					{
						message: `the name ${shown} is that of a field of Falco on every event source`,
						call: 'plugin_get_fields',
						expected: 'a name of its own',
						observed: quoted(declaredName),
						evidence: `Falco would say: Error: Plugin '${visibleLine(plugin)}' supports extraction of field '${declaredName}' that is overlapping for source '${visibleLine(source)}'`,
					},
				];
			}
			const [prefix = ''] = declaredName.split('.');
			const owner = declaredName.includes('.') ? BUILTIN_CLASSES.get(prefix) : undefined;
			if (owner === undefined) return [];
			return [
				{
					severity: 'warning',
					message: `the name ${shown} is in the class ${prefix}, which belongs to ${owner}`,
					call: 'plugin_get_fields',
					expected: 'a class of its own',
					observed: quoted(declaredName),
				},
			];
		});
		return judged(
			findings,
			`${entries.length} names against ${GENERIC_FIELDS.size} fields and ${BUILTIN_CLASSES.size} classes`,
		);
	}),
});
