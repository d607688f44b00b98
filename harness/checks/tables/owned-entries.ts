import { RC } from '../../abi/enums.ts';
import type { PluginTableCalls, TableData, TableFieldInfo } from '../../plugin/table.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { bitsOf, cutTo, hex, sampleKeys, sampleValues } from './table-samples.ts';

/** Notes what is wrong with a table. */
export type Say = (message: string, expected: string, observed: string) => void;

/** An entry that was added, as long as it is in the table. */
interface Added {
	key: TableData;
	/** What was written to its fields, and came back. */
	values: readonly Written[];
}

interface Written {
	field: TableFieldInfo;
	accessor: bigint;
	value: TableData;
}

/**
 * Adds entries under keys that are not in use, and looks at the table as another plugin would; in the end it is empty, or as
 * it was. A table that refuses entries of others is left alone: plugin_api.h allows that.
 *
 * @param keyType number of `ss_plugin_state_type`
 */
export async function tryEntries(table: PluginTableCalls, keyType: number, say: Say): Promise<void> {
	const keys = sampleKeys(keyType);
	const [first] = keys;
	for (const key of keys) {
		const present = await table.get(key);
		if (present === 0n) continue;
		await table.release(present);
		return;
	}
	if (first === undefined) return;
	const before = await table.size();
	const erased = await table.erase(first);
	if (erased !== RC.FAILURE) say('erasing a key that is not there does not fail', 'FAILURE (1)', String(erased));
	const added: Added[] = [];
	for (const [index, key] of keys.entries()) {
		const entry = await addOne(table, key);
		if (entry === 0n) break;
		added.push({ key, values: await tryValues(table, entry, index, say) });
		await table.release(entry);
	}
	const [erasable, ...others] = added;
	if (!erasable) return;
	await trySize(table, before + BigInt(added.length), 'after entries were added', say);
	await tryGet(table, added, say);
	await tryIterate(table, say);
	const gone = await table.erase(erasable.key);
	if (gone !== RC.SUCCESS) say('an entry cannot be erased', 'SUCCESS (0)', String(gone));
	await trySize(table, before + BigInt(others.length), 'after an entry was erased', say);
	await tryAbsent(table, [erasable], 'an erased entry is still found', say);
	await tryGet(table, others, say);
	const unused = await table.create();
	if (unused !== 0n) await table.destroy(unused);
	if ((await table.clear()) === RC.SUCCESS) {
		await trySize(table, 0n, 'after it was cleared', say);
		await tryAbsent(table, others, 'an entry is still found in a table that was cleared', say);
	} else for (const { key } of others) await table.erase(key);
}

/** The entry, or 0 where the table does not take it. */
async function addOne(table: PluginTableCalls, key: TableData): Promise<bigint> {
	const created = await table.create();
	if (created === 0n) return 0n;
	const entry = await table.add(key, created);
	if (entry === 0n) await table.destroy(created);
	return entry;
}

async function trySize(table: PluginTableCalls, expected: bigint, when: string, say: Say): Promise<void> {
	const size = await table.size();
	if (size !== expected) say(`the size is wrong ${when}`, String(expected), String(size));
}

/** Each key finds an entry of its own, with the values that were written to it. */
async function tryGet(table: PluginTableCalls, added: readonly Added[], say: Say): Promise<void> {
	const held: bigint[] = [];
	for (const { key, values } of added) {
		const entry = await table.get(key);
		if (entry === 0n) {
			say('an entry that was added is not found', `the entry of key ${shown(key)}`, 'NULL');
			continue;
		}
		if (held.includes(entry)) {
			say('two keys find the same entry', 'an entry for each key', `the entry of another key for ${shown(key)}`);
		}
		held.push(entry);
		for (const { field, accessor, value } of values) {
			const { rc, value: found } = await table.read(entry, field, accessor);
			if (rc === RC.SUCCESS && bitsOf(field.type, found) === bitsOf(field.type, value)) continue;
			say(
				`the field ${quoted(field.name)} of an entry that is found is not what was written`,
				shown(value),
				rc === RC.SUCCESS ? shown(found) : `result ${rc}`,
			);
		}
	}
	for (const entry of held) await table.release(entry);
}

async function tryAbsent(table: PluginTableCalls, gone: readonly Added[], message: string, say: Say): Promise<void> {
	for (const { key } of gone) {
		const entry = await table.get(key);
		if (entry === 0n) continue;
		say(message, 'NULL', `an entry for key ${shown(key)}`);
		await table.release(entry);
	}
}

async function tryIterate(table: PluginTableCalls, say: Say): Promise<void> {
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
}

/** Writes to every field that takes it, and gives what the entry holds then. */
async function tryValues(table: PluginTableCalls, entry: bigint, index: number, say: Say): Promise<Written[]> {
	const kept: Written[] = [];
	for (const field of (await table.fields()) ?? []) {
		const samples = field.readOnly ? [] : sampleValues(field.type, index);
		const accessor = samples.length === 0 ? 0n : await table.field(field.name, field.type);
		if (accessor === 0n) continue;
		let last: Written | undefined;
		for (const { value, full } of samples) {
			if ((await table.write(entry, accessor, value)) !== RC.SUCCESS) continue;
			const back = await table.read(entry, field, accessor);
			last = { field, accessor, value: back.value };
			const found = bitsOf(field.type, back.value);
			if (back.rc === RC.SUCCESS && found === bitsOf(field.type, value)) continue;
			const cut = back.rc === RC.SUCCESS && typeof value === 'bigint' ? cutTo(value, found) : undefined;
			// What changes a value for reasons of its own, such as the largest that it knows, has not lost it.
			if (full && back.rc === RC.SUCCESS && cut === undefined) continue;
			say(
				cut === undefined
					? `the field ${quoted(field.name)} does not keep what is written`
					: `the field ${quoted(field.name)} keeps only ${cut} bits of what is written`,
				shown(value),
				back.rc === RC.SUCCESS ? shown(back.value) : `result ${back.rc}`,
			);
			last = undefined;
			break;
		}
		if (last) kept.push(last);
	}
	return kept;
}

function shown(data: TableData): string {
	return typeof data === 'string' ? quoted(data) : hex(data);
}
