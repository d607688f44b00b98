import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { guardedLife } from './guarded-life.ts';

export default defineCheck<LiveCheck>({
	id: 'memory.inputs-not-retained',
	title: 'what a call is given is not used later',
	asserts:
		'No configuration, parameters, input struct, argument, event or event source name is used after the call that it was given to.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'parse_event', 'extract_fields', 'close', 'destroy'],
	deadlineMs: 60_000,
	why: 'libs keeps them in local variables (sinsp_plugin::init, extract_fields_and_offsets, parse_event): later they hold something else.',
	fix: 'Copy what you need later. The function pointers of init, the owner and the tables may be kept, the structs may not.',
	run: (context) => guardedLife(context, [{ edge: 'end', access: 'live', afterwards: 'revoked' }]),
});
