import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judgeTables } from './judge-violations.ts';

export default defineCheck<RecordCheck>({
	id: 'tables.entry-release',
	title: 'table entries are given back',
	asserts:
		'Every entry that is got from a table is released once before the call ends, every entry that is created is added or ' +
		'destroyed, and none is used afterwards.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'ci',
	stage: 'record',
	why:
		'plugin_api.h: entries must be released. libs keeps an entry alive as long as it is held (sinsp_plugin ' +
		'clear_accessed_entries), and a second release frees what others use.',
	fix: 'Release on every path out of the function, once, and look the entry up again in the next call.',
	judge: (subject) =>
		judgeTables(subject, {
			'entry-not-released': {
				message: 'a table entry is not released',
				expected: 'release_table_entry before the call ends',
			},
			'entry-released-twice': { message: 'a table entry is released twice', expected: 'one release for each get' },
			'entry-never-added': {
				message: 'a table entry is created and neither added nor destroyed',
				expected: 'add_table_entry or destroy_table_entry before the call ends',
			},
			'entry-added-twice': {
				message: 'a table entry is added or destroyed twice',
				expected: 'one use of what was created',
			},
			'entry-used-after-release': {
				message: 'a table entry is used after it was released',
				expected: 'no use of an entry that was given back',
			},
		}),
});
