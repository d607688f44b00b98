import { RC } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { FieldValue } from '../../record.ts';
import { eachExtraction, extractionsTried, whyNoValues } from '../each-extraction.ts';

export default defineCheck<RecordCheck>({
	id: 'types.string-pointer',
	title: 'every string is a terminated text',
	asserts:
		'Each value of a string field is a non-NULL pointer to NUL-terminated, readable text; one that points into the event ends in it.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why: 'libs extract_nocache calls strlen on each string: a NULL or an unterminated text is a crash of Falco.',
	fix:
		'Set res_len to 0 for no value; never return a NULL among the strings, and terminate each. A text that ' +
		'lies in the event has no terminator, unless your plugin put one there: copy it.',
	judge(subject) {
		const reason = whyNoValues(subject);
		if (reason !== undefined) return skipped(reason);
		const findings = eachExtraction(subject, ({ extracted, rc, event, name }) => {
			if (rc !== RC.SUCCESS) return undefined;
			for (const [index, value] of (extracted.values ?? []).entries()) {
				const draft = value.kind === 'string' ? judgeString(value, name) : undefined;
				if (draft) return { ...draft, observed: `${draft.observed}: value ${index} on event ${event}` };
			}
			return undefined;
		});
		return judged(findings, extractionsTried(subject));
	},
});

/** Control characters that no text has, but that lengths and tags of binary formats are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const BINARY = /[\x01-\x08\x0e-\x1a\x1c-\x1f]/;

type StringValue = FieldValue & { kind: 'string' };

function judgeString({ text, place }: StringValue, name: string): FindingDraft | undefined {
	if (text.kind !== 'text') {
		const observed = {
			null: 'NULL',
			absent: 'no pointer',
			unterminated: 'no terminator within the bound',
			fault: 'unreadable memory',
		}[text.kind];
		return { message: `a string of ${name} is no terminated text`, expected: 'NUL-terminated text', observed };
	}
	switch (place) {
		case 'past-event':
			return {
				message: `a string of ${name} goes on beyond the end of the event that it lies in`,
				expected: 'a terminator in the event, or a copy with one',
				observed: `${quoted(text.latin1)} up to the end of the event, and no NUL`,
			};
		case 'in-event':
			if (!BINARY.test(text.latin1)) return undefined;
			return {
				severity: 'warning',
				message: `a string of ${name} seems to have no terminator of its own in the event`,
				expected: 'a NUL where the text ends',
				observed: `${quoted(text.latin1)} up to the next NUL of the event`,
			};
		case 'elsewhere':
			return undefined;
	}
}
