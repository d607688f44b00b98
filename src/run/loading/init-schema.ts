import { Ajv, type AnySchema } from 'ajv';

/**
 * What is wrong with a configuration by the plugin's own JSON schema, as Falco checks it before init; `undefined` where
 * nothing is. A schema that is none is not held against the configuration.
 */
export function configProblem(schema: string, config: string): string | undefined {
	let value: unknown;
	try {
		value = JSON.parse(config);
	} catch (error) {
		return `it is no JSON: ${error instanceof Error ? error.message : error}`;
	}
	const validate = compiled(schema);
	if (validate === undefined || validate(value)) return undefined;
	const [error] = validate.errors ?? [];
	return `In <root>${error?.instancePath.replaceAll('/', '.') ?? ''}, it ${error?.message ?? 'is not as the schema wants it'}`;
}

function compiled(text: string): ReturnType<Ajv['compile']> | undefined {
	try {
		const schema: unknown = JSON.parse(text);
		if (typeof schema !== 'object' || schema === null) return undefined;
		// Falco's validator does not look at the dialect.
		const { $schema: _dialect, ...rest } = schema as Record<string, unknown>;
		return new Ajv({ strict: false, logger: false, validateFormats: false }).compile(rest as AnySchema);
	} catch {
		return undefined;
	}
}
