import { nameOf, STATE_TYPES } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { PluginTableCalls } from '../../plugin/table.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { withState } from '../with-state.ts';
import { type Say, tryEntries } from './owned-entries.ts';

export default defineCheck<LiveCheck>({
	id: 'tables.owned-crud',
	title: 'own tables do what the API says',
	asserts:
		'In a table that the plugin offers, listed fields can be obtained with their type and with no other; get, create, add, ' +
		'write, read, iterate, erase, destroy and clear do what they say, with several entries and with keys and values of full ' +
		'width; the size follows; failures are NULL or FAILURE.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'destroy'],
	deadlineMs: 20_000,
	why: 'Falco hands the functions of the table to other plugins, which believe what they return (libs plugin_table_api.cpp).',
	fix: 'Keep to plugin_api.h: FAILURE for a key that is not there, the number of entries as size, NULL for another type.',
	run(context) {
		const { plugin } = context;
		return withState(context, async (state) => {
			const tables = plugin.ownTables(state);
			if (tables.length === 0) return skipped('the plugin offers no table');
			const findings: FindingDraft[] = [];
			for (const { name, keyType, table } of tables) {
				await context.trying(`the functions of the table ${name}`);
				const say: Say = (message, expected, observed) =>
					findings.push({ message: `table ${quoted(name)}: ${message}`, call: 'plugin_init', expected, observed });
				await tryFields(table, say);
				await tryEntries(table, keyType, say);
			}
			return judged(firstOfEach(findings), tables.map(({ name }) => `the table ${name}`).join(', '));
		});
	},
});

async function tryFields(table: PluginTableCalls, say: Say): Promise<void> {
	const fields = await table.fields();
	if (!fields) {
		say('the list of fields cannot be read', 'an array as long as its count', 'unreadable memory');
		return;
	}
	for (const { name, type } of fields) {
		const typeName = nameOf(STATE_TYPES, type) ?? String(type);
		if ((await table.field(name, type)) === 0n) {
			say(`the listed field ${quoted(name)} cannot be obtained`, `an accessor of type ${typeName}`, 'NULL');
		}
		const other = type === STATE_TYPES.string ? STATE_TYPES.uint64 : STATE_TYPES.string;
		if ((await table.field(name, other)) !== 0n) {
			say(`the field ${quoted(name)} is given with a type that it does not have`, 'NULL', 'an accessor');
		}
	}
}
