import { RC } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { eachExtraction, extractionsTried, whyNoValues } from '../each-extraction.ts';

const MAPPED_PREFIX = '00000000000000000000ffff';

export default defineCheck<RecordCheck>({
	id: 'types.ip-v4mapped',
	title: 'IPv4 addresses have 4 bytes',
	asserts: 'An IPv4 address is given as 4 bytes, not as a 16-byte IPv4-mapped IPv6 address.',
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why: 'libs compares an IPv4 address of a rule only with values of 4 bytes: with a mapped one the rule never matches.',
	fix: 'Give the last 4 bytes. In Go, call `.To4()` on the net.IP before SetValue: net.ParseIP returns 16 bytes.',
	judge(subject) {
		const reason = whyNoValues(subject);
		if (reason !== undefined) return skipped(reason);
		const findings = eachExtraction(subject, ({ extracted, rc, event, name }) => {
			if (rc !== RC.SUCCESS) return undefined;
			const value = extracted.values?.find(
				(one) => one.kind === 'bytes' && one.length === 16 && one.bytes?.toString('hex').startsWith(MAPPED_PREFIX),
			);
			if (value?.kind !== 'bytes' || !value.bytes) return undefined;
			const dotted = [...value.bytes.subarray(12)].join('.');
			return {
				message: `${name} gives an IPv4 address in 16 bytes`,
				expected: `4 bytes for ${dotted}`,
				observed: `::ffff:${dotted} in 16 bytes on event ${event}`,
			};
		});
		return judged(findings, extractionsTried(subject));
	},
});
