import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { packageRoot } from '../package-root.ts';
import { didYouMean } from '../project/did-you-mean.ts';

/** A place where a file does not follow the schema. */
export interface SchemaMistake {
	/** Keys and indices from the root to the value; of the object, where a key is missing. */
	path: readonly (string | number)[];
	/** For a key that should not be there. */
	unknownKey?: string;
	message: string;
	fix?: string;
}

let compiled: ValidateFunction | undefined;

function validator(): ValidateFunction {
	if (compiled === undefined) {
		const schema: object = JSON.parse(readFileSync(join(packageRoot, 'docs/schemas/registry.schema.json'), 'utf8'));
		const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, verbose: true });
		addFormats.default(ajv);
		compiled = ajv.compile(schema);
	}
	return compiled;
}

/** Compares a registry with its schema (docs/schemas/registry.schema.json). */
export function schemaMistakes(registry: unknown): SchemaMistake[] {
	const validate = validator();
	if (validate(registry)) return [];
	const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
	return errors.filter((error) => !isBranchOf(error, errors)).map(describe);
}

/** True where an error only says why one branch of an `anyOf` or `not` did not fit. */
function isBranchOf(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
	if (error.keyword === 'anyOf') {
		return errors.some(({ instancePath, schemaPath }) => {
			const below = instancePath.startsWith(`${error.instancePath}/`);
			return below && !schemaPath.startsWith(error.schemaPath);
		});
	}
	return errors.some(({ keyword, schemaPath }) => keyword === 'anyOf' && error.schemaPath.startsWith(`${schemaPath}/`));
}

function describe(error: ErrorObject): SchemaMistake {
	const path = error.instancePath.split('/').slice(1).map(pointerPart);
	const shown = `\`${path.filter((part) => typeof part === 'string').at(-1) ?? 'the file'}\``;
	const { params, parentSchema } = error;
	switch (error.keyword) {
		case 'required':
			return { path, message: `\`${params.missingProperty}\` is missing` };
		case 'additionalProperties':
			return unknownKey(path, params.additionalProperty, Object.keys(parentSchema?.properties ?? {}));
		case 'type':
			return { path, message: `${shown} must be ${TYPES[params.type as string] ?? params.type}` };
		case 'minimum':
			return { path, message: `${shown} must not be below ${params.limit}` };
		case 'maximum':
			return { path, message: `${shown} must not be above ${params.limit}` };
		case 'minItems':
		case 'minLength':
			return { path, message: `${shown} must not be empty` };
		case 'uniqueItems':
			return { path, message: `${shown} names the same thing twice` };
		case 'format':
			return { path, message: `${shown} is not a valid ${params.format}: ${show(error.data)}` };
		case 'pattern':
			return {
				path,
				message: `${shown} has not the right form: ${show(error.data)}`,
				fix: PATTERNS[String(path.at(-1))],
			};
		case 'not':
			return { path, message: `${shown} is reserved: ${show(error.data)}` };
		case 'anyOf':
			return path.at(-1) === 'capabilities'
				? { path, message: 'no capability is `supported: true`' }
				: { path, message: `${shown} says neither a key nor an issuer with an identity` };
		default:
			return { path, message: `${shown} ${error.message}` };
	}
}

const TYPES: Readonly<Record<string, string>> = {
	string: 'a text',
	integer: 'a whole number',
	boolean: '`true` or `false`',
	array: 'a list',
	object: 'a mapping',
};

const PATTERNS: Readonly<Record<string, string>> = {
	url: 'Give the full address, with https://.',
	rules_url: 'Give the full address, with https://.',
	contact: 'Give a web address with https://, such as the page of the issues.',
	license: 'Give one SPDX identifier, such as Apache-2.0.',
};

function unknownKey(path: SchemaMistake['path'], key: string, known: readonly string[]): SchemaMistake {
	const near = didYouMean(key, known);
	return {
		path,
		unknownKey: key,
		message: `unknown key \`${key}\`${near === undefined ? '' : `: is \`${near}\` meant?`}`,
		fix: 'The official checker passes over it, so what it says is lost.',
	};
}

function pointerPart(part: string): string | number {
	return /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function show(data: unknown): string {
	const text = JSON.stringify(data) ?? '';
	return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
