import { RC } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { eachExtraction, extractionsTried, whyNoValues } from '../each-extraction.ts';

const MANY = 65_536n;

export default defineCheck<RecordCheck>({
	id: 'extract.cardinality',
	title: 'only lists have several values',
	asserts: 'A field that is not declared as a list never has more than one value; a list has a sane number of them.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs throws "non-list filter expected to extract a single value" when such a field is compared in a rule, and Falco ' +
		'exits; in outputs only the first value is shown.',
	fix: 'Declare `"isList": true` in get_fields, or return one value.',
	judge(subject) {
		const reason = whyNoValues(subject);
		if (reason !== undefined) return skipped(reason);
		const findings = eachExtraction(subject, ({ field, extracted, rc, event, name }) => {
			if (rc !== RC.SUCCESS || extracted.resLen === null) return undefined;
			if (!field.isList && extracted.resLen > 1n) {
				return {
					message: `${name} is not a list and has ${extracted.resLen} values`,
					expected: 'res_len 0 or 1',
					observed: `res_len ${extracted.resLen} on event ${event}`,
				};
			}
			if (field.isList && extracted.resLen > MANY) {
				return {
					severity: 'warning' as const,
					message: `${name} has ${extracted.resLen} values`,
					expected: `at most ${MANY} values: Falco compares every one of them`,
					observed: `res_len ${extracted.resLen} on event ${event}`,
				};
			}
			return undefined;
		});
		return judged(findings, extractionsTried(subject));
	},
});
