import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { type BreachTexts, breaches, judgeTables } from './judge-violations.ts';

export default defineCheck<RecordCheck>({
	id: 'tables.vtables-consistent',
	title: 'tables are registered whole',
	asserts:
		'A table that is given to add_table has a name that is not used yet and that outlives the call, a key type that can be one, ' +
		'and all functions in the extended and in the older vtables, the same in both.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs plugin_table_api.cpp:copy_and_check_table_input refuses the table, and add_table returns FAILURE. It keeps the pointer ' +
		'to the name.',
	fix: 'Fill in reader, writer and fields and their _ext forms with the same functions, release_table_entry and iterate_entries too.',
	judge(subject) {
		const { violations } = subject.record;
		// A plugin that looks at the result of add_table fails in init: then this is why.
		const refused = violations.some(({ kind }) => kind === 'bad-table-input');
		return refused ? judged(breaches(violations, TEXTS), 'the tables of init') : judgeTables(subject, TEXTS);
	},
});

const TEXTS: BreachTexts = {
	'bad-table-input': {
		message: 'add_table is given a table that Falco refuses',
		expected: 'a name, a key type, and every function of the vtables',
	},
	'table-name-not-kept': {
		message: 'the name of a table is not there any more after init',
		call: 'plugin_init',
		expected:
			'a text that lives as long as the state, such as a literal: Falco keeps the pointer, and lists tables by it',
	},
};
