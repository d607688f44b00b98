import type { FieldRequest } from '../plugin/extract.ts';
import type { FindingDraft } from '../protocol/verdict.ts';
import { fieldText } from './each-extraction.ts';
import { firstOfEach } from './first-of-each.ts';

/** A field with its argument, as it stands in a rule. */
export function requestText({ field, argument }: FieldRequest): string {
	return fieldText(field.name, argument);
}

/**
 * Judges every request on every event, in order, and keeps the first finding of each field: a fault of a field shows with
 * all of its arguments.
 */
export async function eachRequest(
	events: readonly Buffer[],
	requests: readonly FieldRequest[],
	judge: (request: FieldRequest, event: Buffer, index: number) => Promise<FindingDraft | undefined>,
): Promise<FindingDraft[]> {
	const findings: FindingDraft[] = [];
	const found = new Set<number>();
	for (const [index, event] of events.entries()) {
		for (const request of requests) {
			if (found.has(request.field.id)) continue;
			const draft = await judge(request, event, index);
			if (!draft) continue;
			found.add(request.field.id);
			findings.push({ call: 'plugin_extract_fields', ...draft });
		}
	}
	return firstOfEach(findings);
}
