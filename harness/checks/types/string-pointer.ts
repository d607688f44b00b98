import { RC } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { eachExtraction, extractionsTried, whyNoValues } from '../each-extraction.ts';

export default defineCheck<RecordCheck>({
	id: 'types.string-pointer',
	title: 'every string is a terminated text',
	asserts: 'Each value of a string field is a non-NULL pointer to NUL-terminated, readable text.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why: 'libs extract_nocache calls strlen on each string: a NULL or an unterminated text is a crash of Falco.',
	fix: 'Set res_len to 0 for no value; never return a NULL among the strings, and terminate each.',
	judge(subject) {
		const reason = whyNoValues(subject);
		if (reason !== undefined) return skipped(reason);
		const findings = eachExtraction(subject, ({ extracted, rc, event, name }) => {
			if (rc !== RC.SUCCESS) return undefined;
			for (const [index, value] of (extracted.values ?? []).entries()) {
				if (value.kind !== 'string' || value.text.kind === 'text') continue;
				const place = `value ${index} on event ${event}`;
				const observed = {
					null: `NULL as ${place}`,
					absent: `no pointer as ${place}`,
					unterminated: `no terminator within the bound, ${place}`,
					fault: `unreadable memory, ${place}`,
				}[value.text.kind];
				return { message: `a string of ${name} is no terminated text`, expected: 'NUL-terminated text', observed };
			}
			return undefined;
		});
		return judged(findings, extractionsTried(subject));
	},
});
