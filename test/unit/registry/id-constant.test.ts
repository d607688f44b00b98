import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findIdConstants, replaceId } from '../../../src/registry/id-constant.ts';

function project(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-id-'));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
	return folder;
}

describe('findIdConstants', () => {
	it.each([
		['a macro', 'plugin.c', '#define PLUGIN_ID 999', '#define PLUGIN_ID 29'],
		['a macro with a suffix', 'plugin.c', '#define MY_PLUGIN_ID (999UL)', '#define MY_PLUGIN_ID (29UL)'],
		[
			'a return',
			'plugin.c',
			'uint32_t plugin_get_id(void)\n{\n\treturn 999;\n}',
			'uint32_t plugin_get_id(void)\n{\n\treturn 29;\n}',
		],
		[
			'a constant of C',
			'plugin.c',
			'static const uint32_t plugin_id = 999u;',
			'static const uint32_t plugin_id = 29u;',
		],
		['hexadecimal', 'plugin.h', '#define ID 0x3E7', '#define ID 29'],
		[
			'a method of the C++ SDK',
			'plugin.cpp',
			'uint32_t get_id() override { return 999; }',
			'uint32_t get_id() override { return 29; }',
		],
		[
			'a constexpr',
			'plugin.hpp',
			'static constexpr uint32_t PluginID = 999;',
			'static constexpr uint32_t PluginID = 29;',
		],
		['a constant of Go', 'main.go', 'const PluginID uint32 = 999', 'const PluginID uint32 = 29'],
		[
			'a group of Go',
			'main.go',
			'const (\n\tPluginID   = 999\n\tName = "a"\n)',
			'const (\n\tPluginID   = 29\n\tName = "a"\n)',
		],
		[
			'a literal of Go',
			'plugin/info.go',
			'plugins.Info{\n\tID:          999,\n}',
			'plugins.Info{\n\tID:          29,\n}',
		],
		['a constant of Rust', 'src/lib.rs', 'const PLUGIN_ID: u32 = 999;', 'const PLUGIN_ID: u32 = 29;'],
		[
			'a constant of Rust with a suffix',
			'src/lib.rs',
			'const PLUGIN_ID: u32 = 999_u32;',
			'const PLUGIN_ID: u32 = 29_u32;',
		],
	])('finds %s', (_, file, before, after) => {
		const found = findIdConstants(project({ [file]: before }), 999);
		expect(found.map((constant) => constant.file)).toEqual([file]);
		expect(found.map((constant) => replaceId(before, constant, 29))).toEqual([after]);
	});

	it('takes only the number that the library reports', () => {
		expect(findIdConstants(project({ 'a.c': '#define PLUGIN_ID 998\n#define MAX_FIELD_ID 12\n' }), 999)).toEqual([]);
	});

	it('tells the line, and passes over what is not the author’s source', () => {
		const folder = project({
			'src/a.c': '\n\n  #define PLUGIN_ID 999 // mine\n',
			'vendor/b.c': '#define PLUGIN_ID 999\n',
			'.git/c.c': '#define PLUGIN_ID 999\n',
			'notes.txt': '#define PLUGIN_ID 999\n',
		});
		expect(findIdConstants(folder, 999)).toMatchObject([
			{ file: 'src/a.c', line: 3, excerpt: '#define PLUGIN_ID 999 // mine' },
		]);
	});
});
