import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { ProcessResources } from '../../life/process-resources.ts';
import type { LiveContext } from '../../live-context.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { ORDINARY_CALLS } from '../ordinary-calls.ts';
import { leftOver } from './left-over.ts';

const TIMES = 5;
/** A library that is slow to load (see abi.dlopen-now) is loaded at least twice, and no more after so long. */
const LEAST_TIMES = 2;
const LONG_MS = 5_000;

export default defineCheck<LiveCheck>({
	id: 'lifecycle.reload-library',
	title: 'the library can be unloaded and loaded again',
	asserts:
		'dlclose and dlopen of the file, five times, each with a life from init to destroy, go well, and leave no thread, descriptor, ' +
		'timer or child process behind each time.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'own',
	calls: ORDINARY_CALLS,
	deadlineMs: 60_000,
	why: 'Falco unloads its plugins and loads them again when it restarts on SIGHUP or on a changed file (hot reload).',
	fix:
		'Undo in destructors what constructors did, close what globals hold, and register no atexit handlers or signal handlers ' +
		'that stay.',
	async run(context) {
		let resident = 0;
		const loads: ProcessResources[] = [];
		let times = 0;
		const begun = performance.now();
		for (let time = 1; time <= TIMES; time++) {
			if (time > LEAST_TIMES && performance.now() - begun > LONG_MS * context.timeoutScale) break;
			times = time;
			await context.trying(`life ${time} of a library that is loaded anew each time`);
			const record = await context.liveOrdinarily('short');
			const ready = record.init.rc.written && record.init.rc.value === RC.SUCCESS;
			if (!ready && time === 1) return skipped('plugin_init fails: give --init-config');
			if (!ready) {
				const finding = {
					message: `init fails after the library was loaded anew`,
					call: 'plugin_init',
					expected: 'success as the first time',
					observed: `failure in life ${time}`,
				};
				return judged([finding]);
			}
			const loaded = await context.reload();
			if (loaded.kind === 'refused') {
				const finding = { message: 'the library cannot be loaded again', call: 'dlopen', observed: loaded.error };
				return judged([finding]);
			}
			if (loaded.kind === 'resident') resident += 1;
			loads.push(context.resources());
		}
		const stays = {
			severity: 'info' as const,
			message: 'the library stays in memory when it is unloaded',
			call: 'dlclose',
			observed: `still mapped after ${resident} of ${times} times (NODELETE, or unique symbols of C++)`,
			fix: 'Nothing to do for Go: its runtime cannot be unloaded. Globals keep their values over a restart of Falco.',
		};
		const left = times < TIMES ? [] : leftOver(loads, 'load of the library', 'dlclose');
		if (left.length > 0 && (await leavesByLife(context))) left.length = 0;
		return judged(resident > 0 ? [stays, ...left] : left, `${times} times loaded, lived and unloaded`);
	},
});

/** Whether a second life in the same library leaves something behind too, which lifecycle.resources-gone tells. */
async function leavesByLife(context: LiveContext): Promise<boolean> {
	await context.liveOrdinarily('short');
	const once = context.resources();
	await context.liveOrdinarily('short');
	return leftOver([once, context.resources()], 'life', 'plugin_destroy').length > 0;
}
