import { PAYLOAD_OFFSET, RC } from '../../abi/enums.ts';
import { EVENT_HEADER_SIZE } from '../../abi/event.ts';
import { PLUGIN_EVENT } from '../../abi/event-types.ts';
import type { LiveContext } from '../../live-context.ts';
import type { FieldRequest } from '../../plugin/extract.ts';
import { type FindingDraft, judged, type Outcome, skipped } from '../../protocol/verdict.ts';
import type { ExtractedField, ValueOffsets } from '../../record.ts';
import { eachRequest } from '../each-request.ts';
import { withValues } from '../with-state.ts';

const EVENTS = 6;

export interface GivenOffsets {
	request: FieldRequest;
	field: ExtractedField;
	offsets: ValueOffsets;
	event: Buffer;
}

/** Whether an offset lies in the parameters of the event; 0 and 0 stand for a value that is not in it. */
export function isInside(event: Buffer, start: number, length: number): boolean {
	if (start === 0 && length === 0) return true;
	return start >= lowestOffset(event) && start + length <= event.length;
}

/** Where the parameters of an event begin that a plugin may point to, counted from its header. */
export function lowestOffset(event: Buffer): number {
	return event.readUInt16LE(20) === PLUGIN_EVENT ? PAYLOAD_OFFSET : EVENT_HEADER_SIZE;
}

/** Extracts every field with offsets, and judges those that a plugin gave; leaving both pointers NULL is legal. */
export function eachOffsets(
	context: LiveContext,
	judge: (given: GivenOffsets) => FindingDraft | undefined,
): Promise<Outcome> {
	return withValues(context, EVENTS, async (state, events) => {
		const { plugin, settings } = context;
		let given = 0;
		const findings = await eachRequest(events, context.requests, async (request, event, index) => {
			const options = { number: BigInt(index + 1), source: settings.source, offsets: true };
			const { rc, fields } = await plugin.extract(state, event, [request], options);
			const [field] = fields;
			if (rc !== RC.SUCCESS || !field?.offsets || field.resLen === null || field.resLen === 0n) return undefined;
			if (!field.offsets.startWritten && !field.offsets.lengthWritten) return undefined;
			given += 1;
			return judge({ request, field, offsets: field.offsets, event });
		});
		if (given === 0) return skipped('the plugin gives no offsets, which is legal');
		return judged(findings, `${given} values with offsets`);
	});
}
