import { Ajv, type ValidateFunction } from 'ajv';

export type CompiledSchema =
	| { kind: 'schema'; accepts: (config: string) => boolean }
	| { kind: 'no-json'; reason: string }
	| { kind: 'no-object' }
	| { kind: 'remote'; reference: string }
	| { kind: 'invalid'; reason: string };

/**
 * Compiles the schema of an init configuration as tolerantly as Falco's validator (valijson, drafts 4 to 7): unknown
 * keywords, formats and dialects do not matter.
 */
export function compileSchema(text: string): CompiledSchema {
	let schema: unknown;
	try {
		schema = JSON.parse(text);
	} catch (error) {
		return { kind: 'no-json', reason: error instanceof Error ? error.message : String(error) };
	}
	if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return { kind: 'no-object' };
	const reference = remoteReference(schema);
	if (reference !== undefined) return { kind: 'remote', reference };
	const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false, logger: false });
	let validate: ValidateFunction;
	try {
		validate = ajv.compile(draft7Of(schema) as object);
	} catch (error) {
		return { kind: 'invalid', reason: error instanceof Error ? error.message : String(error) };
	}
	return { kind: 'schema', accepts: (config) => isAccepted(validate, config) };
}

function isAccepted(validate: ValidateFunction, config: string): boolean {
	try {
		return validate(JSON.parse(config === '' ? '{}' : config)) === true;
	} catch {
		return false;
	}
}

/** The first `$ref` that points out of the schema. */
function remoteReference(node: unknown): string | undefined {
	if (typeof node !== 'object' || node === null) return undefined;
	for (const [key, value] of Object.entries(node)) {
		if (key === '$ref' && typeof value === 'string' && /^[a-z][a-z\d+.-]*:/i.test(value)) return value;
		const inner = remoteReference(value);
		if (inner !== undefined) return inner;
	}
	return undefined;
}

/** Takes away the name of the dialect, and what draft 4 writes otherwise: boolean `exclusiveMinimum` and `exclusiveMaximum`. */
function draft7Of(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(draft7Of);
	if (typeof node !== 'object' || node === null) return node;
	const { $schema: _dialect, $id: _id, id: _oldId, ...rest } = node as Record<string, unknown>;
	const entries = Object.entries(typeof _oldId === 'object' ? { ...rest, id: _oldId } : rest);
	const kept = entries.filter(
		([key, value]) => !((key === 'exclusiveMinimum' || key === 'exclusiveMaximum') && typeof value === 'boolean'),
	);
	return Object.fromEntries(kept.map(([key, value]) => [key, draft7Of(value)]));
}
