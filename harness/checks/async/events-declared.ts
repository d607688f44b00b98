import { MAX_ASYNC_NAME_LENGTH } from '../../abi/enums.ts';
import { type DescriptionCheck, defineCheck } from '../../define-check.ts';
import { describeReturned, quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { Description } from '../../subjects.ts';
import { whenLoaded } from '../when-loaded.ts';

const call = 'plugin_get_async_events';

export default defineCheck<DescriptionCheck>({
	id: 'async.events-declared',
	title: 'async events are declared',
	asserts:
		'get_async_events returns a JSON array of at least one name. Each name is a non-empty text of at most 31 bytes, and ' +
		'stands in the list once.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'dev',
	stage: 'description',
	why:
		'libs plugin.cpp:resolve_dylib_symbols refuses a plugin whose list is NULL, empty text or no JSON array; an event whose ' +
		'name is not in the list is refused, and the table that rules see has 32 bytes for a name.',
	fix: 'Return something like ["started","stopped"].',
	judge: whenLoaded(({ description }) => judged(findings(description))),
});

function findings({ asyncEvents }: Description): FindingDraft[] {
	const list = parsed(asyncEvents);
	if (!Array.isArray(list)) {
		return [
			{
				message: 'the list of async events is not a JSON array',
				call,
				expected: 'a JSON array of names',
				observed: `it returned ${describeReturned(asyncEvents)}`,
			},
		];
	}
	if (list.length === 0) {
		return [
			{
				message: 'the list of async events is empty, so that the plugin can send none',
				call,
				expected: 'at least one name',
				observed: '[]',
			},
		];
	}
	return list.flatMap((name: unknown, index): FindingDraft[] => {
		if (typeof name !== 'string' || name === '') {
			return [{ message: `name ${index} of the async events is no name`, call, observed: JSON.stringify(name) }];
		}
		const bytes = Buffer.byteLength(name);
		const shown = quoted(name);
		if (bytes > MAX_ASYNC_NAME_LENGTH) {
			return [
				{
					severity: 'warning',
					message: `the name ${shown} of an async event is cut in Falco's table of events`,
					call,
					expected: `at most ${MAX_ASYNC_NAME_LENGTH} bytes`,
					observed: `${bytes} bytes`,
				},
			];
		}
		if (list.indexOf(name) !== index) {
			return [{ severity: 'warning', message: `the async event ${shown} is listed twice`, call }];
		}
		return [];
	});
}

function parsed(text: Description['asyncEvents']): unknown {
	try {
		return JSON.parse(utf8Of(text) ?? '');
	} catch {
		return undefined;
	}
}
