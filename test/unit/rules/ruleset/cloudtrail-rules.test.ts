import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryBatch } from '../../../../src/rules/fields/memory-batch.ts';
import { DEFAULT_RELEASE } from '../../../../src/rules/release.ts';
import { advise } from '../../../../src/rules/ruleset/advice/advise.ts';
import { RuleEngine, type RuleMatching } from '../../../../src/rules/ruleset/engine.ts';
import { RulesLoader } from '../../../../src/rules/ruleset/loader.ts';
import { Matches } from '../../../../src/rules/ruleset/matches.ts';
import { unmetPluginRequirement } from '../../../../src/rules/ruleset/requirements.ts';
import { selectRules } from '../../../../src/rules/ruleset/selection.ts';
import { AWS_CLOUDTRAIL } from '../../../fixtures/rules/cloudtrail-fields.ts';

const file = new URL('../../../fixtures/rules/aws-cloudtrail-rules.yaml', import.meta.url);
const loader = new RulesLoader({ release: DEFAULT_RELEASE, sources: [AWS_CLOUDTRAIL] });
const loaded = loader.load({ name: 'aws-cloudtrail-rules.yaml', text: readFileSync(file, 'utf8') });
const { rules } = loader.ruleset;

type EventFields = Readonly<Record<string, string>>;

/** The names of the rules that match each event. */
function matching(events: readonly EventFields[], strategy: RuleMatching): string[][] {
	const engine = new RuleEngine(AWS_CLOUDTRAIL, loader.ruleset, selectRules(rules, [], 'Debug'), strategy);
	const batch = memoryBatch(
		engine.fields.refs,
		events.map(
			(event) =>
				({ text }) =>
					event[text],
		),
	);
	const matches = new Matches();
	engine.run(batch, matches);
	const names = events.map((): string[] => []);
	for (let match = 0; match < matches.count; match++) {
		names[matches.eventAt(match)]?.push(rules[matches.ruleAt(match)]?.name ?? '');
	}
	return names;
}

const LOGIN = { 'ct.name': 'ConsoleLogin', 'json.value[/responseElements/ConsoleLogin]': 'Success' };
const NO_MFA = { ...LOGIN, 'json.value[/additionalEventData/MFAUsed]': 'No' };
const BLOCK = { 'ct.name': 'PutBucketPublicAccessBlock', 'json.value[/requestParameters/publicAccessBlock]': '' };
const POLICY = 'json.value[/requestParameters/PublicAccessBlockConfiguration/BlockPublicPolicy]';

describe('the rules on AWS CloudTrail', () => {
	it('load without an error or a warning', () => {
		expect(loaded.errors).toEqual([]);
		expect(loaded.warnings).toEqual([]);
		expect(loaded.schema).toEqual({ status: 'ok', warnings: [] });
		expect(rules.map(({ enabled }) => enabled).filter((enabled) => enabled)).toHaveLength(20);
		expect(rules).toHaveLength(21);
	});

	it('ask for the plugins whose fields they read', () => {
		const plugins = [{ name: 'cloudtrail', version: '0.17.1' }];
		expect(unmetPluginRequirement(loader.requiredPlugins, plugins)).toBe(
			'Plugin requirement not satisfied, must load one of: json (>= 0.7.0)',
		);
		expect(unmetPluginRequirement(loader.requiredPlugins, [...plugins, { name: 'json', version: '0.7.4' }])).toBe(
			undefined,
		);
	});

	it.each<[string, EventFields, string[]]>([
		['nothing of note', { 'ct.name': 'DescribeInstances' }, []],
		['a failed call', { 'ct.name': 'CreateUser', 'ct.error': 'AccessDenied' }, []],
		['a disabled rule', { 'ct.name': 'ListBuckets' }, []],
		['a call to another service', { 'ct.name': 'CreateService', 'ct.src': 'apprunner.amazonaws.com' }, []],
		['a new user', { 'ct.name': 'CreateUser' }, ['Create AWS user']],
		[
			'a task of the right service',
			{ 'ct.name': 'StartTask', 'ct.src': 'ecs.amazonaws.com' },
			['ECS Task Run or Started'],
		],
		[
			'a role in the console',
			{ ...LOGIN, 'ct.user.identitytype': 'AssumedRole' },
			['Console Login Through Assume Role'],
		],
		['an identity without a type', NO_MFA, []],
		['a user without MFA', { ...NO_MFA, 'ct.user.identitytype': 'IAMUser' }, ['Console Login Without MFA']],
		[
			'root without MFA',
			{ ...NO_MFA, 'ct.user.identitytype': 'Root' },
			['Console Login Without MFA', 'Console Root Login Without MFA'],
		],
		[
			'the user name with blanks',
			{ 'ct.name': 'DeactivateMFADevice', 'ct.user.identitytype': 'Root', 'ct.request.username': 'AWS ROOT USER' },
			['Deactivate MFA for Root User'],
		],
		['an approved region', { 'ct.name': 'RunInstances', 'ct.region': 'us-east-0' }, ['Run Instances']],
		[
			'another region',
			{ 'ct.name': 'RunInstances', 'ct.region': 'eu-west-1' },
			['Run Instances', 'Run Instances in Non-approved Region'],
		],
		['an access block that blocks', BLOCK, []],
		['an access block that opens', { ...BLOCK, [POLICY]: 'false' }, ['Delete Bucket Public Access Block']],
		['an access block that is not there', { 'ct.name': 'PutBucketPublicAccessBlock', [POLICY]: 'false' }, []],
	])('match %s', (_name, event, expected) => {
		expect(matching([event], 'all')).toEqual([expected]);
		expect(matching([event], 'first')).toEqual([expected.slice(0, 1)]);
	});

	it('shadow two of each other where the first match counts', () => {
		const scope = { sources: [AWS_CLOUDTRAIL], order: selectRules(rules, [], 'Debug') };
		const advice = advise(loader.definitions, loader.ruleset, { ...scope, matching: 'first' });
		expect(advice.map(({ kind, context }) => [kind, context.locations[1]?.itemName])).toEqual([
			['shadowed-rule', 'Console Root Login Without MFA'],
			['shadowed-rule', 'Run Instances in Non-approved Region'],
		]);
		expect(advise(loader.definitions, loader.ruleset, { ...scope, matching: 'all' })).toEqual([]);
	});
});
