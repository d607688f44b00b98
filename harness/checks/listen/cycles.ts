import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { withState } from '../with-state.ts';

const CYCLES = 3;

export default defineCheck<LiveCheck>({
	id: 'listen.cycles',
	title: 'captures can be opened and closed again and again',
	asserts:
		'capture_open and capture_close return SUCCESS in three cycles, after close of the source and after the async handler was ' +
		'taken away, and also where no event came in between.',
	severity: 'error',
	capabilities: ['listen'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'set_async_event_handler', 'capture_open', 'capture_close', 'destroy'],
	deadlineMs: 20_000,
	why: 'libs sinsp.cpp:open_common and close throw when one of them fails (since 0.19), and Falco ends.',
	fix:
		'Let capture_close undo what capture_open did, so that the next capture_open begins anew. Where subscribe gives NULL, as in every ' +
		'Falco release, do without the routine, and unsubscribe nothing.',
	run(context) {
		const { plugin, settings } = context;
		return withState(context, async (state) => {
			const findings: FindingDraft[] = [];
			const notify = async (name: 'capture_open' | 'capture_close', cycle: number) => {
				const rc = await plugin.notifyCapture(name, state);
				if (rc === RC.SUCCESS) return;
				const error = rc === RC.FAILURE ? `, ${describeReturned(await plugin.lastError(state))}` : '';
				findings.push({
					message: `${name} fails in cycle ${cycle + 1}`,
					call: `plugin_${name}`,
					expected: 'SUCCESS (0)',
					observed: `${rc}${error}`,
				});
			};
			for (let cycle = 0; cycle < CYCLES; cycle++) {
				const opened = plugin.has('source') ? await plugin.open(state, settings.openParams) : undefined;
				if (plugin.has('async')) await plugin.setAsyncHandler(state, 'set');
				await notify('capture_open', cycle);
				const reads = opened?.rc.written === true && opened.rc.value === RC.SUCCESS && cycle === 1;
				if (opened && reads) await plugin.nextBatch(state, opened.instance);
				if (opened) await plugin.close(state, opened.instance);
				if (plugin.has('async')) await plugin.setAsyncHandler(state, 'reset');
				await notify('capture_close', cycle);
			}
			return judged(firstOfEach(findings), `${CYCLES} cycles, one of them with events`);
		});
	},
});
