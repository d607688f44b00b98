import { parseVersion, REFUSALS, refusalOf, scanVersion, versionText } from '../../abi/api-versions.ts';
import { RC } from '../../abi/enums.ts';
import { PLUGIN_EVENT } from '../../abi/event-types.ts';
import { defineCheck } from '../../define-check.ts';
import { describeReturned, quoted } from '../../protocol/describe-text.ts';
import type { ReturnedText } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { type ReceivedEvents, receivedEvents } from '../sources/received-events.ts';

const CALL = 'plugin_get_required_event_schema_version';
/** What Falco assumes where the plugin declares nothing. */
const ASSUMED = '3.0.0';

const readsDriverEvents = (events: ReceivedEvents | undefined) =>
	events !== undefined && (events.kind === 'all' || events.types.some((type) => type !== PLUGIN_EVENT));

export default defineCheck({
	id: 'abi.schema-version',
	title: "a plugin that reads Falco's own events declares their schema",
	asserts:
		"A plugin that extracts or parses event types other than 322 exports plugin_get_required_event_schema_version, which returns three numbers: an event schema with the major version of the host's and no newer than it.",
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'dev',
	stage: 'record',
	why: 'When Falco 0.42 or later opens a driver, libs sinsp_plugin::check_required_schema_version compares the declared schema with that of the driver, and refuses the plugin if they disagree. Nothing declared stands for 3.0.0, which no such Falco accepts. Plugins that get only plugin events are exempt.',
	fix: 'Return the event schema that the code was written for, such as "4.0.0"; or limit the plugin to plugin events with a list of event sources or types.',
	judge({ record, description, falco }) {
		const { capabilities } = description;
		// Types and schema are asked of a state that init made.
		if (record.init.rc.written && record.init.rc.value !== RC.SUCCESS)
			return skipped('plugin_init fails: give --init-config');
		const extraction = capabilities.includes('extract')
			? receivedEvents(description, description.extractEventSources, record.extractEventTypes)
			: undefined;
		const parsing = capabilities.includes('parse')
			? receivedEvents(description, description.parseEventSources, record.parseEventTypes)
			: undefined;
		if (!readsDriverEvents(extraction) && !readsDriverEvents(parsing)) {
			return judged([], 'plugin events only: no schema is needed');
		}
		const who = readsDriverEvents(extraction) ? 'extracts from' : 'parses';
		const finding = judgeDeclared(record.schemaVersion, falco.eventSchema, who);
		if (!finding)
			return judged(
				[],
				`declared ${describeReturned(record.schemaVersion)}, Falco ${falco.release} has ${falco.eventSchema}`,
			);
		return judged([
			{
				call: CALL,
				...finding,
				...(finding.severity === undefined && !falco.checksEventSchema
					? {
							severity: 'warning' as const,
							evidence: `Falco ${falco.release} does not compare; Falco 0.42 and later do.`,
						}
					: {}),
			},
		]);
	},
});

function judgeDeclared(declared: ReturnedText, schema: string, who: string): FindingDraft | undefined {
	const evidence = `Falco compares it with the event schema ${schema} of its driver and does not start.`;
	if (declared.kind === 'absent' || declared.kind === 'null') {
		return {
			message: `the plugin ${who} events other than plugin events and declares no event schema`,
			expected: `${CALL} returns the schema that the code was written for, such as "${schema}"`,
			observed: declared.kind === 'null' ? 'NULL' : 'the function is not exported',
			evidence: `Falco assumes ${ASSUMED}. ${evidence}`,
		};
	}
	const text = declared.kind === 'text' ? declared.latin1 : undefined;
	const required = text === undefined ? undefined : scanVersion(text);
	if (text === undefined || !required) {
		return {
			message: `the required event schema version is ${describeReturned(declared)}, and not three numbers`,
			expected: `three numbers, such as "${schema}"`,
			observed: describeReturned(declared),
			evidence,
		};
	}
	const offered = scanVersion(schema);
	const refusal = offered && refusalOf(offered, required);
	if (refusal) {
		return {
			message: `the plugin asks for the event schema ${versionText(required)}, and Falco has ${schema}`,
			expected: `major ${offered.major}, at most ${schema}`,
			observed: quoted(text),
			evidence: `${REFUSALS[refusal]}. ${evidence}`,
		};
	}
	if (parseVersion(text)) return undefined;
	return {
		severity: 'warning',
		message: `the required event schema version ${quoted(text)} has more in it than three numbers`,
		expected: quoted(versionText(required)),
		observed: quoted(text),
		evidence: `Falco reads it as ${versionText(required)} and ignores the rest.`,
	};
}
