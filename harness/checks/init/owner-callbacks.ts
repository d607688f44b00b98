import { defineCheck } from '../../define-check.ts';
import type { LogRecord, Violation } from '../../native/records.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

/** Functions of the owner that init hands over; those of tables and of async events are judged by checks of their own. */
const OWN = /^(log_fn|get_owner_last_error)/;

export default defineCheck({
	id: 'init.owner-callbacks',
	title: 'the owner is called as it was given',
	asserts:
		'log_fn and get_owner_last_error are called with the owner that init was given, with a severity from 1 to 8 and a ' +
		'terminated message, and not after plugin_destroy has returned.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'record',
	why:
		'libs plugin_log_fn casts the owner to its own object without a check, prints the message with %s, and the object is ' +
		'gone after destroy: any of these is a crash of Falco.',
	fix: 'Keep the owner that init was given in the state, and stop your threads before plugin_destroy returns.',
	judge({ record: { logs, violations, destroyedAt } }) {
		const findings = [
			...violations.filter(({ text }) => OWN.test(text)).map(judgeViolation),
			...logs.filter(({ at }) => at > destroyedAt).map(judgeLate),
		];
		return judged(firstOfEach(findings), `${logs.length} messages logged`);
	},
});

function judgeViolation({ kind, text, call, details: [detail] }: Violation): FindingDraft {
	const [where] = text.split(':');
	const during = call === undefined ? {} : { call: `plugin_${call}` };
	switch (kind) {
		case 'wrong-owner':
			return {
				message: `${where} is called with another owner than that of init`,
				...during,
				expected: 'the owner of ss_plugin_init_input',
				observed: detail === 0n ? 'NULL' : `0x${detail.toString(16)}`,
			};
		case 'bad-log-severity':
			return {
				message: 'log_fn is called with a severity that is none',
				...during,
				expected: '1 (fatal) to 8 (trace)',
				observed: String(BigInt.asIntN(32, detail)),
			};
		default:
			return {
				message: `${text} is not what the API asks for: ${kind.replaceAll('-', ' ')}`,
				...during,
				expected: 'NUL-terminated text',
				observed: kind.replaceAll('-', ' '),
			};
	}
}

function judgeLate({ message }: LogRecord): FindingDraft {
	return {
		message: 'log_fn is called after plugin_destroy has returned',
		call: 'plugin_destroy',
		expected: 'no call of the owner: it is gone',
		observed: message.kind === 'null' ? 'NULL logged' : `"${message.latin1}" logged by a thread that is left`,
	};
}
