import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { guardedLife } from './guarded-life.ts';

export default defineCheck<LiveCheck>({
	id: 'memory.use-after-event',
	title: 'an event is not read in a later call',
	asserts: 'No call reads the memory of an event that an earlier call was given.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'parse_event', 'extract_fields', 'close', 'destroy'],
	deadlineMs: 60_000,
	why: 'libs uses the memory of events again; the API promises it during the call only. Caches that keep pointers are the usual way to this.',
	fix: 'Key caches by the event number, and keep copies of what they hold.',
	run: (context) => guardedLife(context, [{ edge: 'end', access: 'live', afterwards: 'revoked', labels: ['event'] }]),
});
