import { RC } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { eachExtraction, extractionsTried, whyNoValues } from '../each-extraction.ts';

export default defineCheck<RecordCheck>({
	id: 'types.string-encoding',
	title: 'strings are UTF-8',
	asserts: 'Every string value is valid UTF-8.',
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why: 'Alerts are JSON text, and what receives them may refuse or garble other bytes.',
	fix: 'Replace or escape bytes that are not UTF-8 before you return them.',
	judge(subject) {
		const reason = whyNoValues(subject);
		if (reason !== undefined) return skipped(reason);
		const findings = eachExtraction(subject, ({ extracted, rc, event, name }) => {
			if (rc !== RC.SUCCESS) return undefined;
			const value = extracted.values?.find(
				(one) => one.kind === 'string' && one.text.kind === 'text' && utf8Of(one.text) === undefined,
			);
			if (value?.kind !== 'string' || value.text.kind !== 'text') return undefined;
			return {
				message: `${name} has bytes that are not UTF-8`,
				expected: 'valid UTF-8',
				observed: `"${visibleLine(value.text.latin1, 60)}" (shown as Latin-1) on event ${event}`,
			};
		});
		return judged(findings, extractionsTried(subject));
	},
});
