import { RC } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { eachExtraction, extractionsTried, whyNoValues } from '../each-extraction.ts';

export default defineCheck<RecordCheck>({
	id: 'types.ip-length',
	title: 'addresses have 4 or 16 bytes',
	asserts: 'Each value of an ipaddr or ipnet field is a buffer of 4 or 16 bytes.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why: 'libs throws on any other length as soon as a rule compares or prints the value (filter_compare.cpp), and Falco exits.',
	fix: 'Return the raw address in network order: 4 bytes for IPv4, 16 for IPv6; not its text.',
	judge(subject) {
		const reason = whyNoValues(subject);
		if (reason !== undefined) return skipped(reason);
		const findings = eachExtraction(subject, ({ field, extracted, rc, event, name }) => {
			if (rc !== RC.SUCCESS) return undefined;
			const value = extracted.values?.find((one) => one.kind === 'bytes' && one.length !== 4 && one.length !== 16);
			if (value?.kind !== 'bytes') return undefined;
			return {
				message: `${name} is an ${field.type} of ${value.length} bytes`,
				expected: '4 bytes (IPv4) or 16 bytes (IPv6)',
				observed: `${value.length} bytes on event ${event}`,
				...(value.bytes ? { evidence: `bytes ${value.bytes.subarray(0, 32).toString('hex')}` } : {}),
			};
		});
		return judged(findings, extractionsTried(subject));
	},
});
