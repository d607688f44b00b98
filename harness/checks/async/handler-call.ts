import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { until } from '../until.ts';
import { PATIENCE_MS, SILENT, scriptFor, withOpenState } from './with-handler.ts';

const ENOUGH = 24;

export default defineCheck<LiveCheck>({
	id: 'async.handler-call',
	title: 'the async handler is called as the API says',
	asserts:
		'The handler is called with exactly the owner that was passed to set_async_event_handler, and with an error buffer of at ' +
		'least 1024 bytes, or NULL.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'set_async_event_handler', 'close', 'destroy'],
	deadlineMs: 20_000,
	why:
		'libs plugin.cpp casts the owner without a check, and copies an error of up to PLUGIN_MAX_ERRLEN (1024) bytes into the ' +
		'buffer: a wrong owner or a short buffer corrupts the memory of Falco.',
	fix: 'Keep the owner of set_async_event_handler beside the handler, and pass char err[PLUGIN_MAX_ERRLEN].',
	run(context) {
		const { plugin, timeoutScale } = context;
		return withOpenState(context, async (state, read) => {
			const { native } = plugin.ownerOf(state);
			plugin.violations();
			native.scriptAsync(scriptFor(context, { answer: { kind: 'fail-every', n: 8 } }));
			await plugin.setAsyncHandler(state, 'set');
			await read();
			const before = native.asyncCounters().calls;
			await until(() => native.asyncCounters().calls - before >= ENOUGH, PATIENCE_MS * Math.max(1, timeoutScale));
			await plugin.setAsyncHandler(state, 'reset');
			const { calls } = native.asyncCounters();
			const findings = plugin.violations().flatMap(({ kind, text, details }): FindingDraft[] => {
				if (!text.startsWith('async handler')) return [];
				const call = 'plugin_set_async_event_handler';
				if (kind === 'wrong-owner') {
					const [given, right] = details;
					return [
						{
							message: 'the async handler is called with another owner than the plugin was given for it',
							call,
							expected: `0x${right.toString(16)}`,
							observed: `0x${given.toString(16)}`,
						},
					];
				}
				if (kind === 'unwritable-argument') {
					return [
						{ message: 'the error buffer of the async handler cannot be written to', call, expected: '1024 bytes' },
					];
				}
				return [];
			});
			if (calls === before && findings.length === 0) return skipped(SILENT);
			return judged(firstOfEach(findings), `${calls - before} events, one in eight refused`);
		});
	},
});
