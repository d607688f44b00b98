import { RC } from '../../abi/enums.ts';
import { resultName } from '../../abi/result-codes.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { eachExtraction, extractionsTried } from '../each-extraction.ts';
import { NO_EVENTS } from '../with-state.ts';

export default defineCheck<RecordCheck>({
	id: 'extract.reslen-written',
	title: 'extract_fields always stores the number of values',
	asserts:
		'When extract_fields returns SUCCESS, res_len of each requested field is stored, 0 for no value; the result is SUCCESS or ' +
		'FAILURE.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs plugin_filtercheck.cpp:extract_nocache asks with a request on its stack that it does not clear: a res_len that ' +
		'the plugin leaves alone is garbage, and Falco reads so many values.',
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
		return judged(findings, extractionsTried(subject));
	},
});
