import { RC } from '../../abi/enums.ts';
import { resultName } from '../../abi/result-codes.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';

const call = 'plugin_init';
const expected = 'SS_PLUGIN_SUCCESS (0) or SS_PLUGIN_FAILURE (1) in *rc';

export default defineCheck<RecordCheck>({
	id: 'init.rc-written',
	title: 'init stores its result',
	asserts: 'plugin_init always stores SUCCESS or FAILURE in the result that it is given a pointer to.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'record',
	why:
		'libs sinsp_plugin::init declares the result without a value: where the plugin stores none, chance decides whether ' +
		'Falco starts.',
	fix: 'Store the result on every path: `*rc = SS_PLUGIN_SUCCESS;` or `*rc = SS_PLUGIN_FAILURE;`.',
	judge({ record }) {
		const { rc } = record.init;
		if (!rc.written) {
			return judged([
				{ message: 'init returned without storing its result', call, expected, observed: '*rc untouched' },
			]);
		}
		if (rc.value === RC.SUCCESS || rc.value === RC.FAILURE) return judged([], resultName(rc.value));
		return judged([
			{ message: `init stored ${rc.value}, which is no result of init`, call, expected, observed: String(rc.value) },
		]);
	},
});
