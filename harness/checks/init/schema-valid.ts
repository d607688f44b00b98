import { nameOf, SCHEMA_TYPES } from '../../abi/enums.ts';
import { type DescriptionCheck, defineCheck } from '../../define-check.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';
import { compileSchema } from './json-schema.ts';

const call = 'plugin_get_init_schema';

export default defineCheck<DescriptionCheck>({
	id: 'init.schema-valid',
	title: 'the schema of the configuration is a JSON schema',
	asserts:
		'plugin_get_init_schema stores the type of the schema, which is NONE or JSON; a JSON schema is an object that compiles ' +
		'under drafts 4 to 7 and refers to nothing outside of itself.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why:
		'libs validate_config throws on an unknown type, and validate_config_json_schema on a schema that it cannot use: Falco ' +
		'ends before it calls init.',
	fix: 'Return a JSON object such as {"type":"object","properties":{}}, or SS_PLUGIN_SCHEMA_NONE.',
	judge: whenLoaded(({ description: { initSchema } }) => {
		if (!initSchema) return skipped('the plugin does not export plugin_get_init_schema');
		if (!initSchema.typeWritten) {
			return judged([
				{
					severity: 'warning',
					message: 'the type of the schema is not stored',
					call,
					expected: '*schema_type is stored',
					observed: '*schema_type untouched',
					fix: 'Store SS_PLUGIN_SCHEMA_JSON or SS_PLUGIN_SCHEMA_NONE in *schema_type.',
				},
			]);
		}
		if (initSchema.text.kind === 'null' || utf8Of(initSchema.text) === '' || initSchema.type === SCHEMA_TYPES.NONE) {
			return judged([], 'no schema');
		}
		if (nameOf(SCHEMA_TYPES, initSchema.type) === undefined) {
			return judged([
				{
					message: `the schema has type ${initSchema.type}, which is none`,
					call,
					expected: '0 (none) or 1 (JSON)',
					observed: `${initSchema.type}; Falco ends: "unknown schema type"`,
				},
			]);
		}
		const text = utf8Of(initSchema.text);
		const observed = describeReturned(initSchema.text);
		if (text === undefined) {
			return judged([{ message: 'the schema is no UTF-8 text', call, expected: 'a JSON object', observed }]);
		}
		return judged(judgeSchema(text, observed), `a schema of ${text.length} characters`);
	}),
});

function judgeSchema(text: string, observed: string): FindingDraft[] {
	const compiled = compileSchema(text);
	const finding = (message: string, expected: string) => [{ message, call, expected, observed }];
	switch (compiled.kind) {
		case 'schema':
			return [];
		case 'no-json':
			return finding(`the schema is no JSON: ${compiled.reason}`, 'a JSON object');
		case 'no-object':
			return finding('the schema is JSON, but no object', 'a JSON object');
		case 'remote':
			return finding(
				`the schema refers to ${compiled.reference}`,
				'references within the schema, such as #/definitions/x',
			);
		case 'invalid':
			return finding(`the schema cannot be used: ${compiled.reason}`, 'a schema that compiles');
	}
}
