import { defineCheck, type RecordCheck } from '../../define-check.ts';
import type { AsyncEventRecord, AsyncFault } from '../../native/records.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

/** What each fault of an event means, and what it was seen by. */
const FAULTS: Partial<Record<AsyncFault, { message: string; observed: (event: AsyncEventRecord) => string }>> = {
	unreadable: {
		message: 'the memory of an async event cannot be read to its end',
		observed: ({ length }) => `a length of ${length} bytes in the header`,
	},
	type: {
		message: 'an async event has not type 402',
		observed: ({ type }) => `type ${type}; Falco: "malformed async event"`,
	},
	nparams: {
		message: 'an async event has not three parameters',
		observed: ({ nparams }) => `${nparams} parameters; Falco: "malformed async event"`,
	},
	lengths: {
		message: 'the lengths of an async event do not add up',
		observed: ({ length, lengths }) => `parameters of ${lengths.join(', ')} bytes in an event of ${length} bytes`,
	},
	'unterminated-name': {
		message: 'the name of an async event is not terminated where its length says',
		observed: ({ lengths }) => `a name parameter of ${lengths[1]} bytes without a single NUL at its end`,
	},
	'unknown-name': {
		message: 'the name of an async event is not in get_async_events',
		observed: (event) => `"${nameOf(event)}"; Falco: "incompatible async event"`,
	},
	tid: {
		message: 'an async event of a plugin source carries a thread id',
		observed: ({ eventTid }) => `tid ${eventTid}; Falco refuses it`,
	},
	future: {
		message: 'an async event comes from more than 10 s in the future',
		observed: ({ ts }) => `timestamp ${ts}; Falco drops the event and only logs a warning`,
	},
};

const NAME_OFFSET = 42;

function nameOf({ event }: AsyncEventRecord): string {
	const name = Buffer.from(event).subarray(NAME_OFFSET);
	const end = name.indexOf(0);
	return name.subarray(0, end < 0 ? 64 : Math.min(end, 64)).toString('latin1');
}

export default defineCheck<RecordCheck>({
	id: 'async.event-layout',
	title: 'async events are well formed',
	asserts:
		'Each event that is sent has type 402 and three parameters: four bytes of plugin id, a NUL-terminated name of the list, ' +
		'and data. The lengths add up, the time is unset or at most 10 s ahead, and the thread id is unset while a plugin source is open.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs plugin.cpp:handle_plugin_async_event and sinsp.cpp:handle_async_event refuse such events, and drop those from the ' +
		'future without telling the plugin.',
	fix: 'Write header (ts -1, tid -1, type 402, nparams 3), three 32-bit lengths, 4 bytes for the id, the name with its NUL, the data.',
	judge({ record }) {
		if (record.asyncEvents.length === 0) return skipped('the plugin sent no async event while it was watched');
		const findings = record.asyncEvents.flatMap((event) =>
			event.faults.flatMap((fault): FindingDraft[] => {
				const row = FAULTS[fault];
				if (!row) return [];
				const evidence = `the event begins ${Buffer.from(event.event.subarray(0, 64)).toString('hex')}`;
				return [
					{ message: row.message, call: 'plugin_set_async_event_handler', observed: row.observed(event), evidence },
				];
			}),
		);
		return judged(firstOfEach(findings), `${record.asyncEvents.length} async events`);
	},
});
