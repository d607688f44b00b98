import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { BatchReading, EventReading } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';

const hex = (address: bigint) => `0x${address.toString(16)}`;

export default defineCheck<RecordCheck>({
	id: 'source.batch-readable',
	title: 'every event of a batch can be read',
	asserts:
		'The array of events and every event in it are readable memory for their whole length, no pointer is NULL, and none ' +
		'comes twice in a batch.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why: 'libs source_plugin.c:next reads through these pointers without a check: a bad one is a crash of Falco.',
	fix: 'Report only events that you have filled in, and keep their memory until the next call of next_batch.',
	judge({ record }) {
		if (record.batches.length === 0) return skipped('nothing was read');
		const findings = record.batches.flatMap((batch, index) => judgeBatch(batch, index + 1));
		return judged(firstOfEach(findings), `${record.events.length} events in ${record.batches.length} batches`);
	},
});

function judgeBatch(batch: BatchReading, call: number): FindingDraft[] {
	const count = batch.count.written ? batch.count.value : 0;
	if (count > 0 && batch.arrayUnreadable) {
		return [
			{
				message: 'the array of events cannot be read to its end',
				call: 'plugin_next_batch',
				expected: `${count} pointers`,
				observed: `${batch.arrayUnreadable.readable} readable at ${hex(batch.array)} on call ${call}`,
			},
		];
	}
	const findings = batch.events.flatMap((event, index) => judgeElement(event, index, count, call));
	const seen = new Set<bigint>();
	for (const [index, event] of batch.events.entries()) {
		if (event.kind !== 'event') continue;
		if (seen.has(event.address)) {
			findings.push({
				message: 'the same event stands twice in a batch',
				call: 'plugin_next_batch',
				expected: 'a different event in each element',
				observed: `element ${index} of ${count} repeats ${hex(event.address)} on call ${call}`,
			});
			break;
		}
		seen.add(event.address);
	}
	return findings;
}

function judgeElement(event: EventReading, index: number, count: number, call: number): FindingDraft[] {
	switch (event.kind) {
		case 'event':
			return [];
		case 'null':
			return [
				{
					message: 'a batch holds a NULL instead of an event',
					call: 'plugin_next_batch',
					expected: `${count} events`,
					observed: `element ${index} of ${count} is NULL on call ${call}`,
				},
			];
		case 'unreadable':
			return [
				{
					message: 'a batch holds an event that cannot be read',
					call: 'plugin_next_batch',
					expected: 'readable memory for the header and the length that it gives',
					observed: `element ${index} of ${count} at ${hex(event.address)}: ${event.readable} bytes readable, call ${call}`,
				},
			];
	}
}
