import { type ApiVersion, compareVersions, scanVersion, versionText } from '../../abi/api-versions.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { lossyTextOf, quoted } from '../../protocol/describe-text.ts';
import type { FindingDraft } from '../../protocol/verdict.ts';
import { requestText } from '../each-request.ts';
import { eachOffsets, type GivenOffsets, isInside, lowestOffset } from './each-offsets.ts';

/** `value_offsets` was appended to `ss_plugin_field_extract_input` (plugin_api.h). */
const SINCE: ApiVersion = { major: 3, minor: 11, patch: 0 };

export default defineCheck<LiveCheck>({
	id: 'offsets.in-bounds',
	title: 'offsets point to the value in the event',
	asserts:
		'The arrays start and length are both given or both not; each entry, counted from the header of the event, lies in its ' +
		'parameters, and for a text field the bytes there are the value. The required API version is one that has offsets.',
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why:
		'Offsets are counted from the header (plugin_api.h; the payload of a plugin event begins at 38, plugin_types.h): a tool ' +
		'that marks the value in the event marks something else, or reads past its end.',
	fix: 'Add PLUGIN_EVENT_PAYLOAD_OFFSET to the place in the payload; 0 and 0 where the value is not in the event.',
	run: (context) => {
		const tooOld = offsetsTooNew(context);
		return eachOffsets(context, (given) => tooOld ?? judgeOffsets(given));
	},
});

/** What is wrong with giving offsets at all: a host of the required version has no such member in its struct. */
function offsetsTooNew({ description }: LiveContext): FindingDraft | undefined {
	const declared = scanVersion(lossyTextOf(description.requiredApiVersion) ?? '');
	if (!declared || compareVersions(declared, SINCE) >= 0) return undefined;
	return {
		message: `the plugin gives offsets, and requires only API ${versionText(declared)}`,
		expected: `a required API version of ${versionText(SINCE)} or newer`,
		observed: versionText(declared),
		evidence:
			'A host of the required version loads it and ends its struct before value_offsets: what the plugin reads there is anything.',
		fix: `Return "${versionText(SINCE)}" or a newer version from plugin_get_required_api_version, or leave value_offsets alone.`,
	};
}

function judgeOffsets({ request, field, offsets, event }: GivenOffsets): FindingDraft | undefined {
	const name = requestText(request);
	if (offsets.startWritten !== offsets.lengthWritten) {
		return {
			message: `${name} has only one of the arrays start and length`,
			expected: 'both, or neither',
			observed: offsets.startWritten ? 'start is set, length is NULL' : 'length is set, start is NULL',
		};
	}
	const entries = Math.min(offsets.readable, Number(field.resLen), field.values?.length ?? 0);
	for (let index = 0; index < entries; index++) {
		const [start = 0, length = 0] = [offsets.start[index], offsets.length[index]];
		if (start === 0 && length === 0) continue;
		const observed = `start ${start}, length ${length} for value ${index}, in an event of ${event.length} bytes`;
		if (!isInside(event, start, length)) {
			// The first is where it should be: there are too few, which offsets.covers-values says.
			if (index > 0) return undefined;
			return {
				message: `${name} has an offset outside of the parameters of the event`,
				expected: `from ${lowestOffset(event)} to ${event.length}, counted from the header of the event`,
				observed,
			};
		}
		const value = field.values?.[index];
		const bytes = event.subarray(start, start + length).toString('latin1');
		if (value?.kind === 'string' && value.text.kind === 'text' && !bytes.includes(value.text.latin1)) {
			return {
				severity: 'info',
				message: `${name} is not what its offset points to`,
				expected: quoted(value.text.latin1),
				observed: `${quoted(bytes)} (${observed})`,
			};
		}
	}
	return undefined;
}
