import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { ORDINARY_CALLS } from '../ordinary-calls.ts';

export default defineCheck<LiveCheck>({
	id: 'robust.stdout-clean',
	title: 'nothing is printed',
	asserts: 'The plugin writes nothing to standard output and standard error in an ordinary life.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'fresh',
	calls: ORDINARY_CALLS,
	deadlineMs: 60_000,
	why:
		'The standard output of Falco is a stream of alerts, often JSON that others parse: a line of a plugin in it breaks them. ' +
		'Standard error shows neither the level nor the name of the plugin.',
	fix: 'Log through log_fn of the init input, and print only where a debug setting asks for it.',
	async run({ liveOrdinarily, divertOutput }) {
		const { stdout, stderr } = await divertOutput(liveOrdinarily);
		const findings = [...judgeStream('standard output', stdout), ...judgeStream('standard error', stderr)];
		return judged(findings, 'one ordinary life');
	},
});

function judgeStream(stream: string, printed: string): FindingDraft[] {
	if (printed === '') return [];
	const first = printed.split('\n')[0] ?? '';
	return [
		{
			message: `the plugin writes to ${stream}`,
			expected: 'nothing: log_fn is the channel',
			observed: `${quoted(first)}, ${printed.length} bytes in all`,
		},
	];
}
