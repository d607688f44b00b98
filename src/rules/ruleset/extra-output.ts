import type { FieldClass } from '../fields/field.ts';
import { suggestedOutput } from '../output/suggested-output.ts';

/** Which rules an entry of `append_output` is for: all that is given must fit. */
export interface OutputMatch {
	readonly source?: string;
	readonly rule?: string;
	/** All of them must be on the rule. */
	readonly tags?: readonly string[];
}

/** An output field of JSON alerts alone: a field's own value, or a format's text under a name. */
export type ExtraField =
	| { readonly kind: 'raw'; readonly name: string }
	| { readonly kind: 'formatted'; readonly name: string; readonly format: string };

/** An entry of `append_output` in falco.yaml; `-p FORMAT` is one with a text for all rules. */
export interface AppendOutput {
	readonly match: OutputMatch;
	readonly extraOutput?: string;
	readonly extraFields?: readonly ExtraField[];
	/** Appends the fields that plugins suggest (`addOutput`), and all `static.*` fields. */
	readonly suggestedOutput?: boolean;
}

interface OutputRule {
	readonly name: string;
	readonly source: string;
	readonly tags: readonly string[];
}

/** The output of a rule with what the configuration appends, each part after a blank. */
export function appendedOutput(
	output: string,
	rule: OutputRule,
	entries: readonly AppendOutput[],
	classes: readonly FieldClass[],
): string {
	const parts = [output];
	for (const { match, extraOutput, suggestedOutput: suggested } of entries) {
		if (!fits(rule, match)) continue;
		if (extraOutput !== undefined && extraOutput !== '') parts.push(extraOutput);
		if (suggested === true) parts.push(suggestedOutput(classes));
	}
	return parts.filter((part) => part !== '').join(' ');
}

/** The extra fields of a rule, by name; of several with one name the last counts. */
export function extraFields(rule: OutputRule, entries: readonly AppendOutput[]): ExtraField[] {
	const fields = entries.filter(({ match }) => fits(rule, match)).flatMap(({ extraFields: extra }) => extra ?? []);
	return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** The format whose value an extra field is. */
export function extraFieldFormat(field: ExtraField): string {
	return field.kind === 'raw' ? `%${field.name}` : field.format;
}

/** The format that Falco prints an output with: a `*` in front shows missing values, and one is enough. */
export function lenient(format: string): string {
	return format.startsWith('*') ? format : `*${format}`;
}

function fits({ name, source, tags }: OutputRule, match: OutputMatch): boolean {
	if (match.source !== undefined && match.source !== '' && match.source !== source) return false;
	if (match.rule !== undefined && match.rule !== '' && match.rule !== name) return false;
	return (match.tags ?? []).every((tag) => tags.includes(tag));
}
