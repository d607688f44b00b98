import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCAFFOLD_CAPABILITIES, type ScaffoldCapability } from '../../../src/scaffold/capabilities.ts';
import { selectionsOf } from './selections.ts';
import { writeProject } from './write-project.ts';

let root: string;
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-c-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** What the loader needs of each capability beyond the eight common functions (facts/abi.md 4.3). */
const REQUIRED: Record<ScaffoldCapability, readonly string[]> = {
	source: ['get_id', 'get_event_source', 'open', 'close', 'next_batch'],
	extract: ['get_fields', 'extract_fields'],
	parse: ['parse_event'],
	async: ['get_async_events', 'set_async_event_handler'],
	listen: ['capture_open', 'capture_close'],
	metrics: ['get_metrics'],
	set_config: ['set_config'],
};

const SELECTIONS = selectionsOf(SCAFFOLD_CAPABILITIES);

describe('C projects', () => {
	it.each(SELECTIONS.map((selection) => ({ selection, name: selection.join(',') })))(
		'compile without a warning and export what they promise: $name',
		({ selection, name }) => {
			const folder = join(root, name);
			writeProject(folder, { capabilities: selection, source: selection.includes('source') ? 'my_logins' : null });
			const script =
				'gcc -std=gnu11 -O2 -fPIC -fvisibility=hidden -Wall -Wextra -Werror -Iinclude src/*.c -shared -Wl,-z,defs -o plugin.so';
			expect(execFileSync('sh', ['-c', `${script} 2>&1`], { cwd: folder, encoding: 'utf8' })).toBe('');
			const symbols = execFileSync('nm', ['-D', '--defined-only', 'plugin.so'], { cwd: folder, encoding: 'utf8' });
			const exported = new Set([...symbols.matchAll(/ T (\w+)$/gm)].map((match) => match[1]));
			for (const capability of SCAFFOLD_CAPABILITIES) {
				for (const symbol of REQUIRED[capability]) {
					expect([symbol, exported.has(`plugin_${symbol}`)]).toEqual([symbol, selection.includes(capability)]);
				}
			}
			expect([...exported].filter((symbol) => !symbol?.startsWith('plugin_'))).toEqual([]);
		},
		60_000,
	);

	it('build with their own Makefile and pass their own tests', () => {
		const folder = join(root, 'make');
		writeProject(folder, {});
		execFileSync('make', ['CFLAGS=-O2 -g -Werror', 'all', 'test'], { cwd: folder, stdio: 'pipe' });
		const again = execFileSync('make', [], { cwd: folder, encoding: 'utf8' });
		expect(again).toContain('Nothing to be done');
		execFileSync('make', ['clean'], { cwd: folder });
	}, 60_000);

	it('do what they say, under sanitizers: sourcing, extraction, parsing, async, listening, metrics, hostile payloads', () => {
		const folder = join(root, 'sanitized');
		writeProject(folder, { capabilities: SCAFFOLD_CAPABILITIES });
		const host = join(import.meta.dirname, 'sample-host.c');
		const flags = '-std=gnu11 -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -Wall -Wextra -Werror';
		execFileSync('sh', ['-c', `gcc ${flags} -Iinclude "$0" src/*.c -pthread -o host`, host], { cwd: folder });
		const output = execFileSync('./host', [], { cwd: folder, encoding: 'utf8' });
		const [life, fields] = output.split('\nfields ');
		expect(life).toMatchInlineSnapshot(`
			"init bad: 1 configuration: debug has to be true or false
			init: 0
			open many: 1 NULL open parameters: not a number of logins from 0 to 1000000000
			open 100: 0
			log 5 3 failed logins in a row: root
			log 5 3 failed logins in a row: mallory
			events 100 in 2 batches
			after the end 0, empty 0
			text {"seq":1,"time":1735689600001000000,"user":"alice","address":"198.51.100.7","success":true,"groups":["staff","wheel"]}
			field 0: 1
			field 1: 1735689600001000000
			field 2: "alice"
			field 3: 4:198.51.100.7
			field 4: 1
			field 5: "staff" "wheel"
			field 6: "wheel"
			field 7: "["staff","wheel"]"
			field 6:
			field 7:
			field 0: 2
			field 1: 1735689600002000000
			field 2: "root"
			field 3: 4:192.0.2.66
			field 4: 0
			field 5:
			field 6:
			field 7: "[]"
			field 6:
			field 7:
			foreign field 0:
			field 1:
			field 2:
			field 3:
			field 4:
			field 5:
			field 6:
			field 7:
			field 6:
			field 7:
			log 7 configured
			set_config: 0
			set_config bad: 1 configuration: unknown option (known is debug)
			async off: 0
			async on and off
			dump: 0 1
			log 7 capture opened
			listen: 0
			log 7 capture closed
			listen: 0 0
			metric events_generated counts
			metric fields_extracted counts
			metric events_parsed counts
			metric logins_failed counts
			metric heartbeats_sent counts
			metric captures_opened counts"
		`);
		expect(fields).toMatch(/^\[.*\]\ndone\n$/);
	}, 60_000);
});
