import { RC } from '../../abi/enums.ts';
import { resultName } from '../../abi/result-codes.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { describeReturned, quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';

const call = 'plugin_list_open_params';
const LIST = 'a JSON array such as [{"value":"100","desc":"a hundred events"}]';

export default defineCheck<RecordCheck>({
	id: 'open.params-list',
	title: 'the list of open parameters is sound',
	asserts:
		'plugin_list_open_params stores its result, and returns NULL, an empty text, or a JSON array of objects with a ' +
		'non-empty text as value.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs sinsp_plugin::list_open_params leaves the result without a value, and throws on a list that it cannot read: ' +
		'`falco --plugin-info` ends with that.',
	fix: 'Store SS_PLUGIN_SUCCESS in *rc, and return a JSON array in which every object has a "value".',
	judge({ record, description }) {
		if (!description.exported.includes('list_open_params')) {
			return skipped('the plugin does not export plugin_list_open_params');
		}
		const { openParamsList } = record;
		if (!openParamsList) return skipped('the host does not ask a plugin that has no state');
		const { rc, text } = openParamsList;
		if (!rc.written) {
			const observed = '*rc untouched';
			return judged([{ message: 'the result is not stored', call, expected: '*rc is stored', observed }]);
		}
		if (rc.value !== RC.SUCCESS && rc.value !== RC.FAILURE) {
			const expected = 'SS_PLUGIN_SUCCESS or SS_PLUGIN_FAILURE';
			return judged([{ message: `the result is ${rc.value}`, call, expected, observed: String(rc.value) }]);
		}
		if (rc.value === RC.FAILURE || text.kind === 'null') return judged([], resultName(rc.value));
		const list = utf8Of(text);
		if (list === undefined) {
			const observed = describeReturned(text);
			return judged([{ message: 'the list is no UTF-8 text', call, expected: LIST, observed }]);
		}
		return judged(list === '' ? [] : judgeList(list), `a list of ${list.length} characters`);
	},
});

function judgeList(text: string): FindingDraft[] {
	const broken = (message: string, observed: string): FindingDraft[] => [{ message, call, expected: LIST, observed }];
	let list: unknown;
	try {
		list = JSON.parse(text);
	} catch (error) {
		return broken(`the list is no JSON: ${error instanceof Error ? error.message : error}`, quoted(text));
	}
	if (!Array.isArray(list)) return broken('the list is JSON, but no array', quoted(text));
	const index = list.findIndex((entry) => typeof entry?.value !== 'string' || entry.value === '');
	if (index < 0) return [];
	return broken(`entry ${index} of the list has no value`, quoted(JSON.stringify(list[index]) ?? ''));
}
