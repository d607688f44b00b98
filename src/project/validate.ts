import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { UsageError } from '../errors.ts';
import { packageRoot } from '../package-root.ts';
import { didYouMean } from './did-you-mean.ts';
import type { ProjectFile } from './model.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * Checks a project file against its published schema.
 * @throws UsageError with the position of the first thing that is wrong, the key, and the key that was probably meant.
 */
export function validateProjectFile(file: YamlFile): ProjectFile {
	return validateYaml<ProjectFile>(file, 'plugin-kit.yaml');
}

/**
 * Checks a YAML file of the author's against the published schema of this name in docs/schemas.
 * @throws UsageError with the position of the first thing that is wrong, the key, and the key that was probably meant.
 */
export function validateYaml<T>(file: YamlFile, name: string): T {
	const schemaPath = join(packageRoot, 'docs/schemas', `${name}.schema.json`);
	const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as object;
	const validate = new Ajv({ verbose: true, allErrors: true, allowUnionTypes: true }).compile<T>(schema);
	if (validate(file.value)) return file.value;
	const error = mostTelling(validate.errors ?? []);
	throw new UsageError(error === undefined ? `${file.path}: does not fit its schema` : messageOf(error, file));
}

/** Where alternatives fail, the failure deepest inside is about the alternative that was meant. */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject | undefined {
	const depth = (error: ErrorObject) => error.instancePath.split('/').length;
	const real = errors.filter((error) => error.keyword !== 'anyOf' && error.keyword !== 'oneOf');
	const deepest = Math.max(...real.map(depth));
	const candidates = real.filter((error) => depth(error) === deepest);
	// A misspelt key is also a missing one; the misspelling explains more.
	return candidates.find((error) => error.keyword === 'additionalProperties') ?? candidates[0];
}

function messageOf(error: ErrorObject, file: YamlFile): string {
	const keys = error.instancePath
		.split('/')
		.slice(1)
		.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
		.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
	const where = keys.length === 0 ? 'the file' : `'${keys.join('.')}'`;
	switch (error.keyword) {
		case 'additionalProperties': {
			const key = String(error.params.additionalProperty);
			const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
			const meant = didYouMean(key, known);
			const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean '${meant}'?`;
			return `${file.positionOfKey(keys, key)}: unknown key '${[...keys, key].join('.')}' (${hint})`;
		}
		case 'required':
			return `${file.positionOf(keys)}: ${where} lacks the key '${error.params.missingProperty}'`;
		case 'type':
			return `${file.positionOf(keys)}: ${where} has to be ${[error.params.type].flat().join(' or ')}`;
		case 'enum':
			return `${file.positionOf(keys)}: ${where} has to be one of ${(error.params.allowedValues as unknown[]).join(', ')}`;
		default:
			return `${file.positionOf(keys)}: ${where} ${error.message ?? 'is wrong'}`;
	}
}
