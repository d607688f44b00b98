import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { ProcessResources } from '../../life/process-resources.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { ORDINARY_CALLS } from '../ordinary-calls.ts';
import { leftOver } from './left-over.ts';

const TIMES = 5;

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
		const lives: ProcessResources[] = [];
		const loads: ProcessResources[] = [];
		for (let time = 1; time <= TIMES; time++) {
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
			if (time === 1) {
				lives.push(context.resources());
				await context.liveOrdinarily('short');
				lives.push(context.resources());
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
			observed: `still mapped after ${resident} of ${TIMES} times (NODELETE, or unique symbols of C++)`,
			fix: 'Nothing to do for Go: its runtime cannot be unloaded. Globals keep their values over a restart of Falco.',
		};
		// What every life leaves is told by lifecycle.resources-gone.
		const byLife = leftOver(lives, 'life', 'plugin_destroy').length > 0;
		const left = byLife ? [] : leftOver(loads, 'load of the library', 'dlclose');
		return judged(resident > 0 ? [stays, ...left] : left, `${TIMES} times loaded, lived and unloaded`);
	},
});
