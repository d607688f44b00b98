import { decodeEvent } from '../../abi/event.ts';
import { EVENT_TYPES, PLUGIN_EVENT } from '../../abi/event-types.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

export default defineCheck<RecordCheck>({
	id: 'event.plugin-type-and-id',
	title: 'events are plugin events with the own id',
	asserts:
		'A plugin with an id delivers only events of type 322 with two parameters, of which the first has four bytes and holds 0 ' +
		'or its own id. A plugin without an id puts the id of another plugin into events of type 322.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs source_plugin.c:next refuses every other event ("malformed plugin event produced by plugin", "unexpected plugin ID ' +
		'in plugin event"), and Falco ends.',
	fix: 'Write type 322, nparams 2, a first parameter of 4 bytes with 0 (the host fills your id in), then the payload.',
	judge({ record, description }) {
		if (record.events.length === 0) return skipped('the plugin delivered no event');
		const own = description.id ?? 0;
		const findings = record.events.flatMap(({ bytes, number }): FindingDraft[] => {
			const draft = own === 0 ? judgeForeign(bytes) : judgeOwn(bytes, own);
			return draft ? [{ call: 'plugin_next_batch', evidence: head(bytes, number), ...draft }] : [];
		});
		return judged(firstOfEach(findings), `${record.events.length} events`);
	},
});

function judgeOwn(bytes: Buffer, own: number): FindingDraft | undefined {
	const type = bytes.readUInt16LE(20);
	const params = bytes.readUInt32LE(22);
	if (type !== PLUGIN_EVENT) {
		const name = EVENT_TYPES[type]?.name;
		return {
			message: `an event has type ${type}, and a plugin with an id may deliver only type ${PLUGIN_EVENT}`,
			expected: `type ${PLUGIN_EVENT}`,
			observed: `type ${type}${name ? ` (${name})` : ''}; Falco: "malformed plugin event produced by plugin"`,
		};
	}
	if (params !== 2) {
		return {
			message: `a plugin event has ${params} parameters, not 2`,
			expected: 'nparams 2: plugin id and payload',
			observed: `nparams ${params}; Falco: "malformed plugin event produced by plugin"`,
		};
	}
	const id = idOf(bytes);
	if (id.kind === 'length') {
		return {
			message: `the plugin id in an event has ${id.length} bytes, not 4`,
			expected: 'a first parameter of 4 bytes',
			observed: `${id.length} bytes; Falco: "could not parse param 0 (plugin_id)"`,
		};
	}
	if (id.id !== 0 && id.id !== own) {
		return {
			message: `an event carries the plugin id ${id.id}, not ${own}`,
			expected: `0 or ${own}, as plugin_get_id returns`,
			observed: `${id.id}; Falco: "unexpected plugin ID in plugin event: expected_id=${own}, actual_id=${id.id}"`,
		};
	}
	return undefined;
}

function judgeForeign(bytes: Buffer): FindingDraft | undefined {
	if (bytes.readUInt16LE(20) !== PLUGIN_EVENT) return undefined;
	const id = idOf(bytes);
	if (id.kind === 'id' && id.id === 0) {
		return {
			message: 'a plugin without an id delivers a plugin event without an id',
			expected: 'the id of the plugin that the event belongs to',
			observed: 'id 0; Falco: "malformed plugin event produced by plugin (no ID)"',
		};
	}
	return undefined;
}

/** The first parameter by the length table alone: the check of the whole arithmetic is event.length-arithmetic. */
function idOf(bytes: Buffer): { kind: 'id'; id: number } | { kind: 'length'; length: number } {
	const decoded = decodeEvent(bytes);
	const param = decoded.ok ? decoded.event.params[0] : undefined;
	if (param) {
		if (param.length !== 4) return { kind: 'length', length: param.length };
		return { kind: 'id', id: Buffer.from(param).readUInt32LE(0) };
	}
	if (bytes.length < 38) return { kind: 'length', length: Math.max(0, bytes.length - 34) };
	const length = bytes.readUInt32LE(26);
	return length === 4 ? { kind: 'id', id: bytes.readUInt32LE(34) } : { kind: 'length', length };
}

function head(bytes: Buffer, number: bigint): string {
	return `event ${number} begins ${bytes.subarray(0, 48).toString('hex')}`;
}
