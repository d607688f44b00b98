import { nameOf, RC, STATE_TYPES } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { PluginTableCalls, TableData, TableFieldInfo } from '../../plugin/table.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { withState } from '../with-state.ts';

/** A key that is hardly in use, for each type of key. */
const UNUSED_NUMBER = 0x5an;
const UNUSED_TEXT = 'plugin-kit-unused';

export default defineCheck<LiveCheck>({
	id: 'tables.owned-crud',
	title: 'own tables do what the API says',
	asserts:
		'In a table that the plugin offers, listed fields can be obtained with their type and with no other; get, create, add, ' +
		'write, read, iterate, erase, destroy and clear do what they say; the size follows; failures are NULL or FAILURE.',
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
				const key = keyType === STATE_TYPES.string ? UNUSED_TEXT : UNUSED_NUMBER;
				const say = (message: string, expected: string, observed: string) =>
					findings.push({ message: `table ${quoted(name)}: ${message}`, call: 'plugin_init', expected, observed });
				await tryFields(table, say);
				await tryEntries(table, key, say);
			}
			return judged(findings, tables.map(({ name }) => `the table ${name}`).join(', '));
		});
	},
});

type Say = (message: string, expected: string, observed: string) => void;

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

async function tryEntries(table: PluginTableCalls, key: TableData, say: Say): Promise<void> {
	const present = await table.get(key);
	if (present !== 0n) {
		await table.release(present);
		return;
	}
	const before = await table.size();
	const erased = await table.erase(key);
	if (erased !== RC.FAILURE) say('erasing a key that is not there does not fail', 'FAILURE (1)', String(erased));
	const created = await table.create();
	// A table may refuse entries of others.
	if (created === 0n) return;
	const added = await table.add(key, created);
	if (added === 0n) {
		await table.destroy(created);
		return;
	}
	await trySize(table, before + 1n, 'after an entry was added', say);
	await tryValues(table, added, say);
	await table.release(added);
	const found = await table.get(key);
	if (found === 0n) say('an entry that was added is not found', 'the entry', 'NULL');
	else await table.release(found);
	const size = Number(await table.size());
	const { wentThrough, visited } = await table.iterate(size + 2);
	if (!wentThrough || visited !== size) {
		say('iterating does not go through all entries', `true after ${size} entries`, `${wentThrough} after ${visited}`);
	}
	const broken = await table.iterate(1);
	if (broken.visited !== 1 || broken.wentThrough) {
		say(
			'iterating does not stop when it is told to',
			'false after 1 entry',
			`${broken.wentThrough} after ${broken.visited}`,
		);
	}
	const gone = await table.erase(key);
	if (gone !== RC.SUCCESS) say('an entry cannot be erased', 'SUCCESS (0)', String(gone));
	await trySize(table, before, 'after an entry was erased', say);
	if ((await table.get(key)) !== 0n) say('an erased entry is still found', 'NULL', 'an entry');
	const unused = await table.create();
	if (unused !== 0n) await table.destroy(unused);
	if ((await table.clear()) === RC.SUCCESS) await trySize(table, 0n, 'after it was cleared', say);
}

async function trySize(table: PluginTableCalls, expected: bigint, when: string, say: Say): Promise<void> {
	const size = await table.size();
	if (size !== expected) say(`the size is wrong ${when}`, String(expected), String(size));
}

const NUMBERS = new Set<number>(
	Object.entries(STATE_TYPES).flatMap(([name, type]) => (name === 'string' || name === 'table' ? [] : [type])),
);

async function tryValues(table: PluginTableCalls, entry: bigint, say: Say): Promise<void> {
	for (const field of (await table.fields()) ?? []) {
		const value = valueFor(field);
		const accessor = await table.field(field.name, field.type);
		if (value === undefined || accessor === 0n) continue;
		if ((await table.write(entry, accessor, value)) !== RC.SUCCESS) continue;
		const back = await table.read(entry, field, accessor);
		const same = typeof value === 'string' ? back.value === value : BigInt(back.value) % 256n === value;
		if (back.rc !== RC.SUCCESS || !same) {
			say(`the field ${quoted(field.name)} does not keep what is written`, String(value), String(back.value));
		}
	}
}

function valueFor({ type, readOnly }: TableFieldInfo): TableData | undefined {
	if (readOnly) return undefined;
	if (type === STATE_TYPES.string) return 'written';
	return NUMBERS.has(type) ? 1n : undefined;
}
