import type { AppendOutput, ExtraField, OutputMatch } from '../../rules/ruleset/extra-output.ts';
import type { Section } from './section.ts';

/** `append_output`: what is added to the outputs of the rules that match (rules facts, section 3.3). */
export function readAppendOutput(config: Section): AppendOutput[] {
	return config.sections('append_output').map((entry) => {
		const extraOutput = entry.text('extra_output');
		const appended = {
			match: readMatch(entry),
			...(extraOutput === undefined ? {} : { extraOutput }),
			extraFields: readExtraFields(entry),
			suggestedOutput: entry.boolean('suggested_output', false),
		};
		entry.finish();
		return appended;
	});
}

function readMatch(entry: Section): OutputMatch {
	const section = entry.section('match');
	if (section === undefined) return {};
	const source = section.text('source');
	const rule = section.text('rule');
	const tags = section.texts('tags');
	section.finish();
	return {
		...(source === undefined ? {} : { source }),
		...(rule === undefined ? {} : { rule }),
		...(tags === undefined ? {} : { tags }),
	};
}

/** Names of fields, and mappings of one name to a format. */
function readExtraFields(entry: Section): ExtraField[] {
	return (entry.items('extra_fields') ?? []).map((item): ExtraField => {
		if (item.kind === 'scalar') return { kind: 'raw', name: item.text };
		const [only, ...others] = item.kind === 'mapping' ? item.entries : [];
		if (only === undefined || others.length > 0 || only.value.kind !== 'scalar') {
			return entry.refuse(item, 'extra_fields', 'has to be a list of fields, or of mappings of one name to a format');
		}
		return { kind: 'formatted', name: only.key, format: only.value.text };
	});
}
