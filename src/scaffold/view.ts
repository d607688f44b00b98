import { stringify } from 'yaml';
import { fieldsTable } from '../project/fields-table.ts';
import { schemaUrl } from '../project/schema-url.ts';
import { LANGUAGE_NAMES, type Language } from '../toolchain/languages.ts';
import type { Answers } from './answers.ts';
import { CAPABILITY_TEXTS, SCAFFOLD_CAPABILITIES, type ScaffoldCapability } from './capabilities.ts';
import { declaredFields, SAMPLE_FIELDS, type SampleField } from './sample-fields.ts';
import type { Template } from './template.ts';

/** Version of a project that begins. */
const FIRST_VERSION = '0.1.0';

/** Everything that the template files can name. */
export interface TemplateView {
	name: string;
	version: string;
	source: string | null;
	/** What the fields begin with, and the names of macros and lists. */
	prefix: string;
	description: string;
	contact: string;
	language: Language;
	languageName: string;
	has: Readonly<Record<ScaffoldCapability | 'rules', boolean>>;
	capabilityRows: readonly { capability: ScaffoldCapability; text: string }[];
	fields: readonly SampleField[];
	fieldsTable: string;
	/** Names of the counters of the sample. */
	metrics: readonly string[];
	build: { command: readonly string[]; output: string };
	unitTests: string;
	templateVersion: number;
	schemaUrl: string;
	testsSchemaUrl: string;
	/** A text as a C string literal. */
	c(text: string): string;
	/** A text as a YAML scalar that is a string in YAML 1.1 (Falco) and 1.2. */
	y(text: string): string;
}

const METRICS: Partial<Record<ScaffoldCapability, readonly string[]>> = {
	source: ['events_generated'],
	extract: ['fields_extracted'],
	parse: ['events_parsed', 'logins_failed'],
	async: ['heartbeats_sent'],
	listen: ['captures_opened'],
};

export function viewOf(answers: Answers, template: Template): TemplateView {
	const { capabilities, name, source } = answers;
	const prefix = name.replaceAll('-', '_');
	const has = Object.fromEntries(SCAFFOLD_CAPABILITIES.map((each) => [each, capabilities.includes(each)])) as Record<
		ScaffoldCapability,
		boolean
	>;
	// A rule needs a source to stand for, and something to ask for.
	const rules = source !== null && (has.extract || has.source || has.async);
	return {
		...answers,
		version: FIRST_VERSION,
		prefix,
		languageName: LANGUAGE_NAMES[answers.language],
		has: { ...has, rules },
		capabilityRows: capabilities.map((capability) => ({ capability, text: CAPABILITY_TEXTS[capability] })),
		fields: SAMPLE_FIELDS,
		fieldsTable: fieldsTable(declaredFields(prefix)),
		metrics: capabilities.flatMap((capability) => METRICS[capability] ?? []),
		build: { command: template.build.command, output: template.build.output(name) },
		unitTests: template.unitTests,
		templateVersion: template.version,
		schemaUrl: schemaUrl('plugin-kit.yaml'),
		testsSchemaUrl: schemaUrl('plugin-tests'),
		c: (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
		y: (text) => stringify(text, { version: '1.1', lineWidth: 0 }).trimEnd(),
	};
}
