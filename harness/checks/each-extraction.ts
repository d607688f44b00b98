import { RC } from '../abi/enums.ts';
import type { Field } from '../abi/fields.ts';
import type { FindingDraft } from '../protocol/verdict.ts';
import type { ExtractedField, FieldArgument } from '../record.ts';
import type { RecordSubject } from '../subjects.ts';
import { firstOfEach } from './first-of-each.ts';
import { NO_EVENTS, NO_VALUES } from './with-state.ts';

/** A field that was asked for, with what came back and where. */
export interface Extracted {
	field: Field;
	extracted: ExtractedField;
	rc: number;
	/** Number of the event in the record. */
	event: number;
	/** The field as a rule writes it, such as `demo.header[host]`. */
	name: string;
}

/** A field with its argument, as it stands in a rule. */
export function fieldText(name: string, argument: FieldArgument): string {
	switch (argument.kind) {
		case 'none':
			return name;
		case 'index':
		case 'index-and-key':
			return `${name}[${argument.index}]`;
		case 'key':
			return `${name}[${argument.key}]`;
	}
}

/** Judges every field of every extraction of a record; the same finding of one field is kept once. */
export function eachExtraction(
	{ record, fields }: RecordSubject,
	judge: (extracted: Extracted) => FindingDraft | undefined,
): FindingDraft[] {
	const byId = new Map(fields.map((field) => [field.id, field]));
	const findings = record.extractions.flatMap(({ event, extraction }) =>
		extraction.fields.flatMap((extracted): FindingDraft[] => {
			const field = byId.get(extracted.fieldId);
			if (!field) return [];
			const name = fieldText(field.name, extracted.argument);
			const draft = judge({ field, extracted, rc: extraction.rc, event, name });
			return draft ? [{ call: 'plugin_extract_fields', ...draft }] : [];
		}),
	);
	return firstOfEach(findings);
}

/** Why there are no values to judge; undefined where there are. */
export function whyNoValues({ record: { extractions, origin } }: RecordSubject): string | undefined {
	if (extractions.length === 0) return NO_EVENTS;
	if (origin !== 'synthetic') return undefined;
	const valued = extractions.some(({ extraction: { rc, fields } }) => {
		return rc === RC.SUCCESS && fields.some(({ resLen }) => (resLen ?? 0n) > 0n);
	});
	return valued ? undefined : NO_VALUES;
}

/** What a passed check over extractions looked at. */
export function extractionsTried({ record, fields }: RecordSubject): string {
	const events = new Set(record.extractions.map(({ event }) => event)).size;
	const kind = record.origin === 'synthetic' ? 'synthetic events' : 'events';
	return `${fields.length} fields on ${events} ${kind}, ${record.extractions.length} calls`;
}
