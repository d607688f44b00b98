import { stringify } from 'yaml';
import { fieldsTable } from '../project/fields-table.ts';
import { schemaUrl } from '../project/schema-url.ts';
import { LANGUAGE_NAMES, type Language } from '../toolchain/languages.ts';
import type { Answers } from './answers.ts';
import { CAPABILITY_TEXTS, SCAFFOLD_CAPABILITIES, type ScaffoldCapability } from './capabilities.ts';
import { declaredFields, SAMPLE_FIELDS, type SampleField } from './sample-fields.ts';
import type { Condition, Template } from './template.ts';
import { chooseVariant, VARIANT_FLAGS, type Variant } from './variants.ts';

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
	has: Readonly<Record<Condition, boolean>>;
	capabilityRows: readonly { capability: ScaffoldCapability; text: string }[];
	fields: readonly SampleField[];
	fieldsTable: string;
	/** Names of the counters of the sample. */
	metrics: readonly string[];
	build: { command: readonly string[]; output: string };
	unitTests: string;
	debugOutput: string;
	container: Template['container'];
	devContainer: Template['devContainer'];
	extensions: readonly string[];
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
	const has = capabilitiesOf(capabilities);
	// A rule needs a source to stand for, and something to ask for.
	const rules = source !== null && (has.extract || has.source || has.async);
	return {
		...answers,
		version: FIRST_VERSION,
		prefix,
		languageName: LANGUAGE_NAMES[answers.language],
		has: { ...has, ...variantsOf(answers, has), rules },
		capabilityRows: capabilities.map((capability) => ({ capability, text: CAPABILITY_TEXTS[capability] })),
		fields: SAMPLE_FIELDS,
		fieldsTable: fieldsTable(declaredFields(prefix)),
		metrics: capabilities.flatMap((capability) => METRICS[capability] ?? []),
		build: buildOf(name, template),
		unitTests: template.unitTests,
		debugOutput: template.debugOutput,
		container: template.container,
		devContainer: template.devContainer,
		extensions: template.extensions,
		templateVersion: template.version,
		schemaUrl: schemaUrl('plugin-kit.yaml'),
		testsSchemaUrl: schemaUrl('plugin-tests'),
		c: (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
		y: (text) => stringify(text, { version: '1.1', lineWidth: 0 }).trimEnd(),
	};
}

function capabilitiesOf(capabilities: readonly ScaffoldCapability[]): Record<ScaffoldCapability, boolean> {
	const entries = SCAFFOLD_CAPABILITIES.map((each) => [each, capabilities.includes(each)]);
	return Object.fromEntries(entries) as Record<ScaffoldCapability, boolean>;
}

/** The variants that are chosen; pull and push are ways of sourcing. */
function variantsOf(answers: Answers, has: { source: boolean }): Record<Variant, boolean> {
	const variant = answers.variant ?? chooseVariant(answers.language, {});
	const all = Object.values(VARIANT_FLAGS).flatMap((flag): readonly Variant[] => flag.choices);
	const needsSource: readonly Variant[] = VARIANT_FLAGS.goSource.choices;
	const entries = all.map((each) => [each, each === variant && (has.source || !needsSource.includes(each))]);
	return Object.fromEntries(entries) as Record<Variant, boolean>;
}

function buildOf(name: string, { build }: Template): TemplateView['build'] {
	const output = build.output(name);
	const command = build.outputFlag === undefined ? build.command : [...build.command, build.outputFlag, output];
	return { command, output };
}
