import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { guardedLife } from './guarded-life.ts';

export default defineCheck<LiveCheck>({
	id: 'memory.read-past-event',
	title: 'events are not read beyond their ends',
	asserts: 'No byte before the header of an event or after its length is read.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'parse_event', 'extract_fields', 'close', 'destroy'],
	deadlineMs: 60_000,
	why: 'An event lies in a ring buffer or a batch between others, so that reading on gives wrong values, or a crash on a bad day.',
	fix: 'Use the lengths of the event: a payload has no terminator.',
	run: (context) =>
		guardedLife(context, [
			{ edge: 'end', access: 'live', afterwards: 'reused', labels: ['event'] },
			{ edge: 'start', access: 'live', afterwards: 'reused', labels: ['event'] },
		]),
});
