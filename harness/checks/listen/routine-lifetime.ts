import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { until } from '../until.ts';
import { withState } from '../with-state.ts';

const call = 'plugin_capture_close';
const RUNS = 20;
const PATIENCE_MS = 1_000;

export default defineCheck<LiveCheck>({
	id: 'listen.routine-lifetime',
	title: 'routines end with the capture',
	asserts:
		'Where a host runs routines, those that the plugin subscribed are unsubscribed once, with the handle that subscribe gave, in ' +
		'capture_close at the latest, and what they use is there until then.',
	severity: 'error',
	capabilities: ['listen'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'capture_open', 'capture_close', 'destroy'],
	deadlineMs: 20_000,
	why:
		'libs sinsp_plugin::subscribe_routine runs routines on threads of a pool where it is built with one. Every Falco release ' +
		'gives NULL, which the ordinary life shows; other hosts of the API do not.',
	fix: 'Unsubscribe in capture_close first, and free what the routine uses afterwards.',
	run(context) {
		const { plugin } = context;
		return withState(context, async (state) => {
			const owner = plugin.ownerOf(state);
			const pool = plugin.runRoutines(state);
			plugin.violations();
			await context.trying('capture_open of a host that runs routines');
			const opened = await plugin.notifyCapture('capture_open', state);
			if (opened !== RC.SUCCESS) {
				await plugin.notifyCapture('capture_close', state);
				await pool.stop();
				return skipped('plugin_capture_open fails (see listen.cycles)');
			}
			const { subscribed, runs } = owner.native.routineCounters();
			if (subscribed > 0) await until(() => owner.native.routineCounters().runs >= runs + RUNS, PATIENCE_MS);
			await context.sampleEvents(state, RUNS);
			await context.trying('capture_close while a routine runs');
			await plugin.notifyCapture('capture_close', state);
			const { live } = owner.native.routineCounters();
			const wrong = plugin.violations().filter(({ kind }) => kind === 'unknown-routine');
			await pool.stop();
			const findings: FindingDraft[] = wrong.map(() => ({
				message: 'a routine is unsubscribed that the host does not have',
				call,
				expected: 'each handle of subscribe once',
				observed: 'unsubscribe with another handle, or a second time',
			}));
			if (live > 0) {
				findings.push({
					severity: 'warning',
					message: 'a routine is still subscribed after capture_close',
					call,
					expected: 'unsubscribe in capture_close',
					observed: `${live} routines; the pool of a host drops them after the call`,
				});
			}
			if (subscribed === 0) return skipped('the plugin subscribes no routine');
			return judged(firstOfEach(findings), `${subscribed} routines, run ${owner.native.routineCounters().runs} times`);
		});
	},
});
