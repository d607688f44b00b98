import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';

/** How often it is looked whether the thread that calls the plugin is still there. */
const LOOK_MS = 25;

export default defineCheck<LiveCheck>({
	id: 'abi.no-unwind',
	title: 'every call comes back to its caller',
	asserts: 'No C++ exception, no Rust panic and no pthread_exit leaves a function of the API.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'own',
	calls: ['init', 'open', 'next_batch', 'extract_fields', 'parse_event', 'close', 'destroy'],
	explains: 'hang',
	deadlineMs: 60_000,
	why:
		'libs calls plugins without a guard: an exception that leaves a C function ends Falco in std::terminate, and a thread ' +
		'that ends in the middle of a call takes the event loop with it.',
	fix: 'Catch everything at the border: catch (...) in C++, catch_unwind in Rust, recover in Go; never call pthread_exit.',
	async run({ plugin, liveOrdinarily }) {
		let watch: NodeJS.Timeout | undefined;
		const gone = new Promise<FindingDraft>((resolve) => {
			watch = setInterval(() => {
				const call = plugin.callOfEndedThread();
				if (call === undefined) return;
				resolve({
					message: `plugin_${call} ended its thread in place of returning`,
					call: `plugin_${call}`,
					expected: 'the call returns to the host',
					observed: 'the thread on which the host called it is gone',
				});
			}, LOOK_MS);
		});
		const finding = await Promise.race([gone, liveOrdinarily().then(() => undefined)]);
		clearInterval(watch);
		return judged(finding ? [finding] : [], 'one ordinary life');
	},
});
