import { RC } from '../../abi/enums.ts';
import type { FieldType } from '../../abi/fields.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { eachExtraction, extractionsTried, whyNoValues } from '../each-extraction.ts';

/** How Falco walks the values of each type. */
const ENTRY: Record<FieldType, string> = {
	uint64: '8 bytes a number',
	reltime: '8 bytes a number',
	abstime: '8 bytes a number',
	bool: '4 bytes a bool',
	string: 'a pointer a string',
	ipaddr: 'a 16-byte buffer entry an address',
	ipnet: 'a 16-byte buffer entry an address',
};

export default defineCheck<RecordCheck>({
	id: 'extract.result-readable',
	title: 'extracted values can be read',
	asserts: 'With res_len above 0 the result points to readable memory for all values, and each value can be read.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why: 'libs extract_nocache indexes the result with these strides and follows the pointers: a bad one is a crash of Falco.',
	fix: 'Keep the values in memory of the plugin state until the next extract_fields, in the type that get_fields declares.',
	judge(subject) {
		const reason = whyNoValues(subject);
		if (reason !== undefined) return skipped(reason);
		const findings = eachExtraction(subject, ({ field, extracted, rc, event, name }) => {
			if (rc !== RC.SUCCESS || extracted.resLen === null || extracted.resLen === 0n) return undefined;
			const wanted = `${extracted.resLen} values, ${ENTRY[field.type]}`;
			if (!extracted.resWritten || extracted.res === 0n) {
				return {
					message: `${name} has values, but no pointer to them`,
					expected: wanted,
					observed: `${extracted.resWritten ? 'NULL' : 'the pointer is untouched'} on event ${event}`,
				};
			}
			if (extracted.values === undefined) {
				return {
					message: `the values of ${name} cannot be read`,
					expected: wanted,
					observed: `unreadable memory at 0x${extracted.res.toString(16)} on event ${event}`,
				};
			}
			const address = extracted.values.find(
				(value) => value.kind === 'bytes' && value.length > 0 && value.bytes === null,
			);
			if (address) {
				return {
					message: `an address of ${name} cannot be read`,
					expected: 'a pointer to 4 or 16 readable bytes',
					observed: `the buffer of an entry is unreadable on event ${event}`,
				};
			}
			return undefined;
		});
		return judged(findings, extractionsTried(subject));
	},
});
