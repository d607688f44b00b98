import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareVersions, parseVersion } from '../../../../harness/abi/api-versions.ts';
import { newestLayout, STRUCT_NAMES, type StructLayout, structAt } from '../../../../harness/abi/structs.ts';
import { API_FUNCTIONS, NEWEST_API_VERSION } from '../../../../harness/abi/symbols.ts';
import { linesOfC } from './c-compiler.ts';

/** `struct NAME SIZE` and `NAME.FIELD OFFSET SIZE` lines of a layout. */
function linesOf(layout: StructLayout): string[] {
	const fields = Object.entries(layout.fields) as [string, { offset: number; size: number }][];
	return [
		`struct ${layout.name} ${layout.size}`,
		...fields.map(([field, { offset, size }]) => `${layout.name}.${field} ${offset} ${size}`),
	];
}

function structLines(version: string): string[] {
	return STRUCT_NAMES.flatMap((name) => {
		const layout = structAt(version, name);
		return layout === undefined ? [] : linesOf(layout);
	});
}

describe('structs of the newest API', () => {
	it('lie as a C compiler lays out the header of the C template', () => {
		const prints = STRUCT_NAMES.flatMap((name) => [
			`printf("struct ${name} %zu\\n", sizeof(${name}));`,
			...Object.keys(newestLayout(name).fields).map(
				(field) =>
					`printf("${name}.${field} %zu %zu\\n", offsetof(${name}, ${field}), sizeof(((${name} *)0)->${field}));`,
			),
		]);
		const program = `#include <stdio.h>\n#include <falco_plugin.h>\nint main(void) {\n${prints.join('\n')}\n}\n`;
		expect(linesOfC(program)).toEqual(structLines(NEWEST_API_VERSION));
	});

	it('leave no member of the header out', () => {
		const header = readFileSync(new URL('../../../../templates/c/include/falco_plugin.h', import.meta.url), 'utf8');
		const declared = [...header.matchAll(/^typedef struct (?:__attribute__\(\(packed\)\) )?(\w+) \{/gm)].map(
			(m) => m[1],
		);
		expect(declared.filter((name) => name !== 'plugin_api').sort()).toEqual([...STRUCT_NAMES].sort());
	});

	it('list the functions in the order of the API table', () => {
		const names = Object.keys(API_FUNCTIONS);
		const prints = names.map((name) => `printf("%zu ${name}\\n", offsetof(plugin_api, ${name}) / sizeof(void *));`);
		const program = `#include <stdio.h>\n#include <falco_plugin.h>\nint main(void) {\n${prints.join('\n')}\n}\n`;
		expect(linesOfC(program)).toEqual(names.map((name, i) => `${i} ${name}`));
	});
});

describe('structs of older APIs', () => {
	it('end before the members that came later', () => {
		expect(structAt('3.2.0', 'ss_plugin_init_input')).toMatchObject({ size: 32 });
		expect(structAt('3.2.0', 'ss_plugin_init_input')?.fields.log_fn).toBeUndefined();
		expect(structAt('3.3.0', 'ss_plugin_init_input')?.fields.log_fn).toMatchObject({ offset: 32, since: '3.3.0' });
	});

	it('are absent before the version that brought them', () => {
		expect(structAt('3.6.0', 'ss_plugin_capture_listen_input')).toBeUndefined();
		expect(structAt('3.7.0', 'ss_plugin_capture_listen_input')).toMatchObject({ size: 32 });
	});

	it('are refused for a text that is no version', () => {
		expect(() => structAt('newest', 'ss_plugin_event')).toThrow(RangeError);
	});

	const layouts = new URL('../../../../../shared/data/layouts/', import.meta.url);
	describe.skipIf(!existsSync(layouts))('against dumps of the headers of libs', () => {
		// The commit that set 3.4.0 had no struct for set_config yet; the release that carried it was 3.4.1.
		const files = existsSync(layouts) ? readdirSync(layouts).filter((file) => file !== 'layout_3.4.0.txt') : [];
		it.each(files)('%s', (file) => {
			const version = file.replace(/^layout_|\.txt$/g, '');
			const dumped: string[] = [];
			let struct = '';
			for (const line of readFileSync(new URL(file, layouts), 'utf8').split('\n')) {
				const [, name, size] = /^struct (\w+) size=(\d+)/.exec(line) ?? [];
				const [, field, offset, width] = /^ {2}(\w+) +off=(\d+) +size=(\d+)/.exec(line) ?? [];
				if (name !== undefined) {
					struct = name;
					if (name !== 'plugin_api') dumped.push(`struct ${name} ${size}`);
				} else if (field !== undefined && struct === 'plugin_api') {
					dumped.push(`function ${field} ${offset}`);
				} else if (field !== undefined) {
					dumped.push(`${struct}.${field} ${offset} ${width}`);
				}
			}
			const at = (text: string) => parseVersion(text) ?? { major: 0, minor: 0, patch: 0 };
			const functions = Object.entries(API_FUNCTIONS)
				.filter(([, { since }]) => compareVersions(at(since), at(version)) <= 0)
				.map(([name], i) => `function ${name} ${i * 8}`);
			expect([...structLines(version), ...functions].sort()).toEqual(dumped.sort());
		});
	});
});
