import { RC } from '../../abi/enums.ts';
import { resultName } from '../../abi/result-codes.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { RecordSubject } from '../../subjects.ts';
import { eachExtraction, extractionsTried } from '../each-extraction.ts';
import { firstOfEach } from '../first-of-each.ts';
import { NO_EVENTS } from '../with-state.ts';

export default defineCheck<RecordCheck>({
	id: 'extract.reslen-written',
	title: 'extract_fields always stores the number of values',
	asserts:
		'When extract_fields returns SUCCESS, res_len of each requested field is stored, 0 for no value; the result is SUCCESS or ' +
		'FAILURE. A plugin that gives values says SUCCESS for them.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs plugin_filtercheck.cpp:extract_nocache asks with a request on its stack that it does not clear: a res_len that ' +
		'the plugin leaves alone is garbage, and Falco reads so many values. After FAILURE it looks at none.',
	fix: 'Set `field->res_len = 0` for each field of the request first thing in plugin_extract_fields.',
	judge(subject) {
		if (subject.record.extractions.length === 0) return skipped(NO_EVENTS);
		const findings = eachExtraction(subject, ({ extracted, rc, event, name }) => {
			if (rc !== RC.SUCCESS && rc !== RC.FAILURE) {
				return {
					message: `extract_fields returned ${resultName(rc)} for ${name}`,
					expected: 'SUCCESS (0) or FAILURE (1)',
					observed: `${rc} on event ${event}`,
				};
			}
			if (rc === RC.SUCCESS && extracted.resLen === null) {
				return {
					message: `extract_fields returned success for ${name} without storing res_len`,
					expected: 'res_len is stored: the number of values, or 0',
					observed: `res_len untouched on event ${event}; Falco would read what was on its stack`,
				};
			}
			return undefined;
		});
		const all = firstOfEach([...findings, ...judgeFailures(subject)]);
		return judged(all, extractionsTried(subject));
	},
});

/** Values with FAILURE are a slip where it is one field; where nothing ever succeeds, the plugin has no field for Falco. */
function judgeFailures({ record: { extractions } }: RecordSubject): FindingDraft[] {
	if (extractions.some(({ extraction }) => extraction.rc !== RC.FAILURE)) return [];
	const valued = extractions.filter(({ extraction: { fields } }) =>
		fields.some(({ resWritten, resLen, values }) => resWritten && resLen !== null && (values?.length ?? 0) > 0),
	);
	if (valued.length === 0) return [];
	return [
		{
			message: 'extract_fields gives values and says FAILURE',
			call: 'plugin_extract_fields',
			expected: 'SUCCESS (0): after FAILURE no value is looked at, so that no rule on these fields ever matches',
			observed: `FAILURE (1) from all ${extractions.length} calls, ${valued.length} of them with values`,
		},
	];
}
