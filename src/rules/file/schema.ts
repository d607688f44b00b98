import type { SchemaVerdict } from './load-result.ts';
import { booleanOf, keyText, type YamlMapping, type YamlNode } from './yaml-node.ts';

/** The shapes of Falco's advisory JSON schema for rules files. Scalar types are weak: every scalar is a string. */
type Shape =
	| { readonly type: 'anything' | 'string' | 'boolean' | 'integer' }
	| { readonly type: 'word'; readonly words: readonly string[] }
	| { readonly type: 'array'; readonly of: Shape }
	| ObjectShape;

interface ObjectShape {
	readonly type: 'object';
	readonly properties: Readonly<Record<string, Shape>>;
	readonly required: readonly string[];
	readonly minProperties: number;
}

const anything: Shape = { type: 'anything' };
const string: Shape = { type: 'string' };
const boolean: Shape = { type: 'boolean' };
const integer: Shape = { type: 'integer' };
const array = (of: Shape): Shape => ({ type: 'array', of });
const object = (
	properties: Record<string, Shape>,
	required: readonly string[] = [],
	minProperties = 0,
): ObjectShape => ({
	type: 'object',
	properties,
	required,
	minProperties,
});

const requiredPlugin = { name: string, version: string };
const overridable = [
	'items',
	'desc',
	'condition',
	'output',
	'priority',
	'enabled',
	'exceptions',
	'capture',
	'capture_duration',
	'tags',
	'warn_evttypes',
	'skip-if-unknown-filter',
];
const operation: Shape = { type: 'word', words: ['append', 'replace'] };

const RULES_FILE: Shape = array(
	object({
		required_engine_version: string,
		required_plugin_versions: array(
			object({ ...requiredPlugin, alternatives: array(object(requiredPlugin, ['name', 'version'])) }, [
				'name',
				'version',
			]),
		),
		macro: string,
		condition: string,
		list: string,
		items: array(string),
		rule: string,
		desc: string,
		enabled: boolean,
		output: string,
		append: boolean,
		priority: {
			type: 'word',
			words: ['EMERGENCY', 'ALERT', 'CRITICAL', 'ERROR', 'WARNING', 'NOTICE', 'INFO', 'INFORMATIONAL', 'DEBUG'],
		},
		capture: boolean,
		capture_duration: integer,
		source: string,
		exceptions: array(object({ name: string, fields: anything, comps: anything, values: anything }, ['name'])),
		override: object(Object.fromEntries(overridable.map((key) => [key, operation])), [], 1),
		tags: array(string),
		warn_evttypes: boolean,
		'skip-if-unknown-filter': boolean,
	}),
);

const WRONG_TYPE = "Value type not permitted by 'type' constraint.";

/**
 * Falco's advisory check of the documents of a file (facts on rules files, "a JSON-schema check"). It is stricter than
 * the loader: priorities in upper case only, no unknown keys. Warnings are in the order and words of Falco's validator:
 * the innermost first, then what failed because of it.
 */
export function checkSchema(documents: readonly YamlNode[]): SchemaVerdict {
	if (documents.length === 0) return { status: 'none', warnings: [] };
	const warnings: string[] = [];
	for (const document of documents) {
		validate(document, RULES_FILE, '<root>', (path, message) => warnings.push(`failed for ${path}: ${message}`));
	}
	return { status: warnings.length === 0 ? 'ok' : 'failed', warnings };
}

type Report = (path: string, message: string) => void;

function validate(node: YamlNode, shape: Shape, path: string, report: Report): boolean {
	if (!hasType(node, shape)) {
		report(path, shape.type === 'word' ? 'Failed to match against any enum values.' : WRONG_TYPE);
		return false;
	}
	if (shape.type === 'array' && node.kind === 'sequence') {
		return allTrue(node.items, (item, index) => {
			if (validate(item, shape.of, `${path}[${index}]`, report)) return true;
			report(path, `Failed to validate item #${index} in array.`);
			return false;
		});
	}
	return shape.type === 'object' && node.kind === 'mapping' ? validateObject(node, shape, path, report) : true;
}

function validateObject(node: YamlMapping, shape: ObjectShape, path: string, report: Report): boolean {
	const present = new Set<string>();
	const entriesValid = allTrue(node.entries, ({ key, value }) => {
		const name = keyText(key) ?? '';
		present.add(name);
		const property = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
		if (property === undefined) {
			report(
				path,
				`Object contains a property that could not be validated using 'properties' or 'additionalProperties' constraints: '${name}'.`,
			);
			return false;
		}
		if (validate(value, property, `${path}[${name}]`, report)) return true;
		report(path, `Failed to validate against schema associated with property name '${name}'.`);
		return false;
	});
	const requiredValid = allTrue(shape.required, (name) => {
		if (present.has(name)) return true;
		report(path, `Missing required property '${name}'.`);
		return false;
	});
	const enough = node.entries.length >= shape.minProperties;
	if (!enough) report(path, `Object should have no fewer than ${shape.minProperties} properties.`);
	return entriesValid && requiredValid && enough;
}

function hasType(node: YamlNode, shape: Shape): boolean {
	switch (shape.type) {
		case 'anything':
			return true;
		case 'string':
			return node.kind === 'scalar' || node.kind === 'null';
		case 'boolean':
			return node.kind === 'scalar' && booleanOf(node.text) !== undefined;
		case 'integer':
			return node.kind === 'scalar' && /^[+-]?\d+$/.test(node.text);
		case 'word':
			return node.kind === 'scalar' && shape.words.includes(node.text);
		case 'array':
			return node.kind === 'sequence';
		case 'object':
			return node.kind === 'mapping';
	}
}

/** Like `every`, without stopping at the first failure: each one is to be reported. */
function allTrue<T>(items: readonly T[], check: (item: T, index: number) => boolean): boolean {
	let valid = true;
	for (const [index, item] of items.entries()) valid = check(item, index) && valid;
	return valid;
}
