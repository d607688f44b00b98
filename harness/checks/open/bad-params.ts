import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { hostileTexts, mutationsOf } from '../hostile-texts.ts';
import { withState } from '../with-state.ts';

/** Parameters that look like something which plugins open. */
const LIKELY = [
	'/',
	'/nonexistent/plugin-kit',
	'../../../../../../etc/passwd',
	'file:///nonexistent/plugin-kit',
	'//',
	'http://127.0.0.1:1/',
	'tcp://127.0.0.1:99999',
	':0',
	'-1',
	'0',
	'18446744073709551616',
	'{"a": "',
];

export default defineCheck<LiveCheck>({
	id: 'open.bad-params',
	title: 'bad open parameters do no harm',
	asserts:
		'Empty, random, huge, non-UTF-8 and path-like parameters neither crash, hang nor end the process in plugin_open.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'own',
	calls: ['init', 'open', 'close', 'destroy'],
	deadlineMs: 120_000,
	why: 'Open parameters are what users get wrong: Falco shows the error of a failed open and ends; a crash says nothing.',
	fix: 'Check parameters before use, bound every copy of them, and return SS_PLUGIN_FAILURE with a message.',
	run: (context) =>
		withState(context, async (state) => {
			const { plugin, inputs, settings, seed, trying } = context;
			const texts = [
				...inputs.badOpenParams.map((text) => ({ name: `"${text}"`, text })),
				...LIKELY.map((text) => ({ name: `"${text}"`, text })),
				...hostileTexts(seed),
				...mutationsOf(settings.openParams, seed),
			];
			let refused = 0;
			for (const { name, text } of texts) {
				await trying(`${name} as open parameters`);
				const { rc, instance } = await plugin.open(state, text);
				if (rc.written && rc.value !== RC.SUCCESS) refused += 1;
				await plugin.close(state, instance);
			}
			return judged([], `${texts.length} parameters, ${refused} refused`);
		}),
});
