import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import { type ReturnedText, utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { OrdinaryRecord } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';

const WHOLE = 10_000;

export default defineCheck<RecordCheck>({
	id: 'source.progress-and-summary',
	title: 'progress and the text of events are sound',
	asserts:
		'get_progress stores a value from 0 to 10000 that does not go back, and its text is NULL or UTF-8; event_to_string ' +
		'gives NULL or one line of UTF-8.',
	severity: 'warning',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'The percentage is in hundredths of a percent (plugin_api.h), and libs get_progress has no value of its own where none ' +
		'is stored; the text of an event stands in one line of an output.',
	fix: 'Store the progress as percent times 100, and write texts without line breaks.',
	judge({ record, description }) {
		const asked = description.exported.includes('get_progress') || description.exported.includes('event_to_string');
		if (!asked) return skipped('the plugin exports neither plugin_get_progress nor plugin_event_to_string');
		if (record.events.length === 0) return skipped('the source gave no event: give --open-params');
		const findings = [
			...judgeProgress(record.progress),
			...record.summaries.flatMap(({ text }) => judgeText(text, 'plugin_event_to_string', 'one line of UTF-8')),
		];
		const tried = `${record.progress.length} times progress, ${record.summaries.length} events as text`;
		return judged(firstOfEach(findings), tried);
	},
});

function judgeProgress(progress: OrdinaryRecord['progress']): FindingDraft[] {
	const call = 'plugin_get_progress';
	let highest = 0;
	return progress.flatMap(({ percent, text }, index): FindingDraft[] => {
		const observed = percent.written ? `${percent.value} on call ${index + 1}` : '*progress_pct untouched';
		const expected = `0 to ${WHOLE}`;
		const texts = judgeText(text, call, 'NULL or one line of UTF-8');
		if (!percent.written) return [{ message: 'the progress is not stored', call, expected, observed }, ...texts];
		if (percent.value > WHOLE)
			return [{ message: 'the progress is above the whole', call, expected, observed }, ...texts];
		const before = highest;
		highest = Math.max(highest, percent.value);
		if (percent.value >= before) return texts;
		return [{ message: 'the progress goes back', call, expected: `at least ${before}`, observed }, ...texts];
	});
}

function judgeText(text: ReturnedText, call: string, expected: string): FindingDraft[] {
	if (text.kind === 'null' || text.kind === 'absent') return [];
	const decoded = utf8Of(text);
	const observed = describeReturned(text);
	if (decoded === undefined)
		return [{ message: `${call} gives bytes that are no UTF-8 text`, call, expected, observed }];
	return /[\r\n]/.test(decoded) ? [{ message: `${call} gives more than one line`, call, expected, observed }] : [];
}
