import { type FindingDraft, judged, type Outcome } from '../../../harness/protocol/verdict.ts';
import { orderedEntry, renderYaml } from '../entry-text.ts';
import type { RegistryEntry } from '../model.ts';
import { registryIn } from '../read.ts';
import { schemaMistakes } from '../schema.ts';
import { textFindings } from '../text-findings.ts';

export interface EntryCompleteSubject {
	entry: RegistryEntry;
	/** What get_init_schema returned, where it returned a text. */
	initSchema?: string;
}

/** Keys without which an entry is poor, though no checker asks for them. */
const WISHED = ['maintainers', 'keywords'] as const;

/**
 * Judges `registry.entry-complete`: the entry has what reviewers ask for, in good form, and the configuration schema is
 * described and takes no secret in plain text (best-practices.md of falcosecurity/plugins; plugins#461).
 */
export function judgeEntryComplete({ entry, initSchema }: EntryCompleteSubject): Outcome {
	const findings: FindingDraft[] = [];
	const registry = { reserved_sources: ['syscall', 'internal', 'plugins'], plugins: [orderedEntry(entry)] };
	for (const { message, fix } of schemaMistakes(registry)) findings.push({ message: `the entry: ${message}`, fix });
	for (const key of WISHED) {
		if (entry[key] === undefined)
			findings.push({ message: `the entry has no \`${key}\``, fix: `Give them in plugin-kit.yaml.` });
	}
	const text = renderYaml(registry, { indent: 0, newline: '\n' });
	textFindings(registryIn(text, 'the entry'), registry, (_rule, severity, _index, _path, message, fix) => {
		if (severity !== 'info') findings.push({ severity: 'warning', message: `the entry: ${message}`, fix });
	});
	if (initSchema !== undefined) findings.push(...schemaFindings(initSchema));
	return judged(findings);
}

/** Words in the name of a property that make it a secret, and endings that make it a place where one is kept. */
const SECRET = /passw(?:or)?d|secret|token|api[-_]?key|private[-_]?key|credential/i;
const PLACE_OF_SECRET = /(?:file|path|env|name|ref|url)$/i;

/** A property of a configuration schema, with its path. */
interface Property {
	path: string;
	schema: Readonly<Record<string, unknown>>;
}

function schemaFindings(text: string): FindingDraft[] {
	let root: unknown;
	try {
		root = JSON.parse(text);
	} catch {
		return [];
	}
	const properties = [...propertiesOf(root, [], 0)];
	const bare = properties.filter(
		({ schema }) => typeof schema.title !== 'string' || typeof schema.description !== 'string',
	);
	const secret = properties.filter(({ path, schema }) => {
		return schema.type === 'string' && SECRET.test(path) && !PLACE_OF_SECRET.test(path);
	});
	const findings: FindingDraft[] = secret.map(({ path }) => ({
		call: 'plugin_get_init_schema',
		message: `the configuration takes what looks like a secret in plain text: ${path}`,
		fix: 'Take the name of a file or of an environment variable instead; falco.yaml is often kept in git.',
	}));
	if (bare.length > 0) {
		findings.push({
			severity: 'info',
			call: 'plugin_get_init_schema',
			message: `the configuration schema has no title or no description for ${bare.map(({ path }) => path).join(', ')}`,
			fix: 'Give both to every property; editors show them.',
		});
	}
	return findings;
}

/** Deep enough for any configuration, and an end for a schema that only nests. */
const MAX_DEPTH = 8;

function* propertiesOf(schema: unknown, path: readonly string[], depth: number): Generator<Property> {
	if (!isObject(schema) || depth > MAX_DEPTH) return;
	for (const [name, value] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
		if (!isObject(value)) continue;
		yield { path: [...path, name].join('.'), schema: value };
		yield* propertiesOf(value, [...path, name], depth + 1);
	}
	if (isObject(schema.items)) yield* propertiesOf(schema.items, path, depth + 1);
	for (const definitions of [schema.definitions, schema.$defs]) {
		if (!isObject(definitions)) continue;
		for (const [name, value] of Object.entries(definitions)) yield* propertiesOf(value, [...path, name], depth + 1);
	}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
