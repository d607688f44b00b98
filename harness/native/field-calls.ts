/** Where a field can be asked for together with others: of which extractor, under which id, and when. */
export interface PlacedField {
	readonly extractor: number;
	readonly fieldId: number;
	readonly stage: number;
}

/** One call of extract_fields: indices of fields. */
export interface FieldCall {
	readonly extractor: number;
	readonly fields: readonly number[];
}

/**
 * Sorts fields into calls, by stage. A call never has a field id twice: plugin-sdk-go keeps one result per field id, so
 * that the second would overwrite the first (facts on the engine, section 7.2, constraint 1).
 */
export function fieldCalls(fields: readonly PlacedField[], stages: number): FieldCall[][] {
	const calls: { extractor: number; fields: number[]; ids: Set<number> }[][] = Array.from({ length: stages }, () => []);
	fields.forEach(({ extractor, fieldId, stage }, index) => {
		const open = calls[stage];
		if (open === undefined) throw new RangeError(`there is no stage ${stage}`);
		let call = open.find((one) => one.extractor === extractor && !one.ids.has(fieldId));
		if (call === undefined) {
			call = { extractor, fields: [], ids: new Set() };
			open.push(call);
		}
		call.fields.push(index);
		call.ids.add(fieldId);
	});
	return calls.map((stage) => stage.map(({ extractor, fields: indices }) => ({ extractor, fields: indices })));
}
