import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { schemaTextOf } from '../../init-config.ts';
import { describeReturned, lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { type HostileText, hostileTexts, mutationsOf } from '../hostile-texts.ts';
import { compileSchema } from './json-schema.ts';

/** Configurations beyond any text: JSON that is cut off, of the wrong type, or deep. */
const HOSTILE_JSON: readonly HostileText[] = [
	{ name: 'JSON that ends in a text', text: '{"a": "' },
	{ name: 'an object in an array', text: '[{"a": 1}]' },
	{ name: 'a key that nobody knows', text: '{"nobody-knows-this-key": true}' },
	{ name: 'an object with an empty key', text: '{"": null}' },
	{ name: 'the same key twice', text: '{"a": 1, "a": "b"}' },
	{ name: '10,000 nested arrays', text: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
	{ name: 'a value of 1 MiB', text: JSON.stringify({ a: 'x'.repeat(1024 * 1024) }) },
];
/** Values that a setting may be given; each of them for each setting that the schema knows. */
const HOSTILE_VALUES = [null, -1, 1e300, '', 'x'.repeat(1024 * 1024), '../'.repeat(20), [], {}] as const;
const MOST_SETTINGS = 16;

export default defineCheck<LiveCheck>({
	id: 'init.bad-config',
	title: 'a bad configuration does no harm',
	asserts:
		'Random bytes, cut-off JSON, values of wrong types, deep nesting and texts of 1 MiB neither crash nor hang ' +
		'plugin_init, and where it refuses them it says why.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'own',
	calls: ['init', 'destroy', 'get_last_error'],
	deadlineMs: 120_000,
	why:
		"A configuration is what users get wrong: the plugin has to tell them, not to take Falco down. What the plugin's own " +
		'JSON schema refuses never reaches init (libs validate_config), so a crash on that is a warning only.',
	fix: 'Parse the configuration with a JSON library, check types and lengths, and return SS_PLUGIN_FAILURE with a message.',
	async run({ plugin, description, settings, inputs, seed, trying }) {
		const schemaText = schemaTextOf(description);
		const schema = schemaText === undefined ? undefined : compileSchema(schemaText);
		const given = inputs.badInitConfigs.map((text, index) => ({ name: `bad configuration ${index + 1}`, text }));
		const texts = [
			...given,
			...hostileSettings(schemaText),
			...hostileTexts(seed),
			...HOSTILE_JSON,
			...mutationsOf(settings.config, seed),
		];
		const findings: FindingDraft[] = [];
		for (const { name, text } of texts) {
			const passes = schema?.kind !== 'schema' || schema.accepts(text.toString());
			await trying(`${name} as configuration`, passes ? 'error' : 'warning');
			const { rc, state, error } = await plugin.init(text);
			const silent = error !== null && !lossyTextOf(error);
			if (rc.written && rc.value !== RC.SUCCESS && silent) {
				findings.push({
					severity: 'warning',
					message: 'init refuses a configuration without a message',
					call: 'plugin_get_last_error',
					expected: 'a text that says what is wrong',
					observed: `${describeReturned(error)} after ${name}`,
				});
			}
			await plugin.destroy(state);
		}
		return judged(firstOfEach(findings), `${texts.length} configurations`);
	},
});

/** Each setting of the schema with values that it may not be ready for. */
function hostileSettings(schemaText: string | undefined): HostileText[] {
	const properties: unknown = schemaText === undefined ? undefined : parsed(schemaText)?.properties;
	if (typeof properties !== 'object' || properties === null) return [];
	return Object.keys(properties)
		.slice(0, MOST_SETTINGS)
		.flatMap((setting) =>
			HOSTILE_VALUES.map((value) => {
				const text = JSON.stringify({ [setting]: value });
				return { name: text.length > 80 ? `{"${setting}": a text of ${text.length} bytes}` : text, text };
			}),
		);
}

function parsed(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}
