import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged, type Outcome, skipped } from '../../protocol/verdict.ts';
import { ORDINARY_CALLS } from '../ordinary-calls.ts';

/** How often it is looked whether the thread that calls the plugin is still there. */
const LOOK_MS = 25;
/** A call that takes longer is a hang or a long wait, which other checks judge. */
const LONG_MS = 2_000;

export default defineCheck<LiveCheck>({
	id: 'abi.no-unwind',
	title: 'every call comes back to its caller',
	asserts: 'No C++ exception, no Rust panic and no pthread_exit leaves a function of the API.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'own',
	calls: ORDINARY_CALLS,
	explains: 'hang',
	shownByLife: true,
	deadlineMs: 60_000,
	why:
		'libs calls plugins without a guard: an exception that leaves a C function ends Falco in std::terminate, and a thread ' +
		'that ends in the middle of a call takes the event loop with it.',
	fix: 'Catch everything at the border: catch (...) in C++, catch_unwind in Rust, recover in Go; never call pthread_exit.',
	async run({ plugin, liveOrdinarily, timeoutScale }) {
		let watch: NodeJS.Timeout | undefined;
		const stuck = new Promise<Outcome>((resolve) => {
			watch = setInterval(() => {
				const underWay = plugin.underWay();
				if (underWay?.threadEnded) resolve(judged([endedIn(`plugin_${underWay.call}`)]));
				else if (underWay && underWay.elapsedMs > LONG_MS * timeoutScale)
					resolve(skipped(`plugin_${underWay.call} takes longer than this check waits for it`));
			}, LOOK_MS);
		});
		const outcome = await Promise.race([stuck, liveOrdinarily().then(() => judged([], 'one ordinary life'))]);
		clearInterval(watch);
		return outcome;
	},
});

function endedIn(call: string): FindingDraft {
	return {
		message: `${call} ended its thread in place of returning`,
		call,
		expected: 'the call returns to the host',
		observed: 'the thread on which the host called it is gone',
	};
}
