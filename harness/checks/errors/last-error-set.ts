import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import { type ReturnedText, utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { failingConfigs, failingParams, NOTHING_FAILED } from './provoke.ts';

const call = 'plugin_get_last_error';
const LONGEST = 1_023;
/** Keys whose values nobody wants in a log, with the value as JSON has it. */
const SECRET = /"[^"]*(?:passw|secret|token|credential|api_?key)[^"]*"\s*:\s*"([^"]{6,})"/gi;

export default defineCheck<LiveCheck>({
	id: 'errors.last-error-set',
	title: 'every failure has a message',
	asserts:
		'After a failure get_last_error returns a text of 1 to 1023 bytes of UTF-8, which holds no secret of the configuration. NULL ' +
		'is an error.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'close', 'get_last_error', 'destroy'],
	deadlineMs: 60_000,
	why: 'libs source_plugin.c prints the text with %s: it is all that a user learns, and NULL crashes some C libraries.',
	fix: 'Keep a text in the state for each failure: what was tried, with what, and why it failed.',
	async run(context) {
		const { plugin, settings } = context;
		const findings: FindingDraft[] = [];
		let failures = 0;
		const look = (error: ReturnedText | null, after: string, given: string) => {
			if (!error) return;
			failures += 1;
			findings.push(...judgeText(error, after, given));
		};
		for (const config of failingConfigs(context)) {
			const { state, error } = await plugin.init(config);
			look(error, 'init', config);
			await plugin.destroy(state);
		}
		const { rc, state, error } = await plugin.init(settings.config);
		look(error, 'init', settings.config);
		if (rc.written && rc.value === RC.SUCCESS) {
			for (const params of failingParams(context)) {
				const opened = await plugin.open(state, params);
				look(opened.error, 'open', params);
				await plugin.close(state, opened.instance);
			}
		}
		await plugin.destroy(state);
		if (failures === 0) return skipped(NOTHING_FAILED);
		return judged(firstOfEach(findings), `${failures} failures of init and open`);
	},
});

function judgeText(error: ReturnedText, after: string, given: string): FindingDraft[] {
	const text = utf8Of(error);
	if (text === undefined) {
		return [
			{
				severity: error.kind === 'text' ? 'warning' : 'error',
				message: `get_last_error gives no text after a failure of ${after}`,
				call,
				expected: 'UTF-8 text',
				observed: describeReturned(error),
			},
		];
	}
	const findings: FindingDraft[] = [];
	const bytes = Buffer.byteLength(text);
	if (bytes === 0 || bytes > LONGEST) {
		findings.push({
			message:
				bytes === 0
					? `the message after a failure of ${after} is empty`
					: `the message after a failure of ${after} is too long`,
			call,
			expected: `1 to ${LONGEST} bytes`,
			observed: `${bytes} bytes`,
		});
	}
	const secrets = [...given.matchAll(SECRET)].filter(([, value]) => value !== undefined && text.includes(value));
	if (secrets.length > 0) {
		findings.push({
			message: `the message after a failure of ${after} tells a secret of the configuration`,
			call,
			expected: 'a message without the values of passwords, tokens and keys',
			observed: 'the value of a setting whose name says that it is secret',
		});
	}
	return findings;
}
