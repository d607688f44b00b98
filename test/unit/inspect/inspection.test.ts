import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_FUNCTION_NAMES } from '../../../harness/abi/symbols.ts';
import type { ReturnedText } from '../../../harness/protocol/returned-text.ts';
import type { Description, SharedObject } from '../../../harness/subjects.ts';
import { readLibrary } from '../../../src/elf/library-file.ts';
import { UsageError } from '../../../src/errors.ts';
import { DEPLOYMENT_IMAGES } from '../../../src/falco/images.ts';
import { inspectLibrary } from '../../../src/inspect/inspect-library.ts';
import { inspect } from '../../../src/inspect/inspection.ts';
import { renderInspection } from '../../../src/inspect/text.ts';
import { buildFileMutant } from '../../plugins/mutants/file/build.ts';
import { FILE_MUTANTS } from '../../plugins/mutants/file/mutants.ts';

const schema = JSON.parse(readFileSync(new URL('../../../docs/schemas/inspect.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const text = (value: string): ReturnedText => ({ kind: 'text', latin1: Buffer.from(value).toString('latin1') });
const ABSENT: ReturnedText = { kind: 'absent' };

const DESCRIPTION: Description = {
	load: { kind: 'loaded', elapsedMs: 1 },
	exported: API_FUNCTION_NAMES,
	capabilities: ['source', 'extract'],
	requiredApiVersion: text('3.11.0'),
	name: text('demo'),
	description: text('Zählt'),
	contact: text('https://example.org'),
	version: text('1.2.3'),
	id: 999,
	eventSource: text('demo'),
	fields: text(
		JSON.stringify([
			{ type: 'uint64', name: 'demo.value', desc: 'A value', arg: { isRequired: true, isKey: true } },
			{ type: 'string', name: 'demo.tags', desc: 'Tags', isList: true },
			{ type: 'no such type', name: 'demo.bad', desc: 'Left out' },
		]),
	),
	fieldsChanged: null,
	extractEventSources: text('["demo"]'),
	parseEventSources: ABSENT,
	asyncEventSources: ABSENT,
	asyncEvents: ABSENT,
	initSchema: { text: text('{"type":"object"}'), typeWritten: true, type: 1 },
	loadStdout: '',
	loadStderr: '',
};

let folder: string;
let object: SharedObject;
let path: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'inspect-'));
	path = buildFileMutant(
		{ name: 'good', check: 'file.elf-target', verdict: 'pass', severity: 'info', says: '' },
		folder,
	);
	const reading = readLibrary(path);
	if (reading.kind !== 'object') throw new Error(reading.reason);
	object = reading.object;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inspectAs(changes: Partial<Description>, openParams?: ReturnedText) {
	const description = { ...DESCRIPTION, ...changes };
	return inspect({
		path: 'libdemo.so',
		object,
		discovery: { kind: 'described', description },
		openParams,
		images: DEPLOYMENT_IMAGES,
	});
}

describe('an inspection', () => {
	it('tells identity, capabilities, fields and schema, and follows its JSON schema', () => {
		const inspection = inspectAs({}, text('[{"value":"100","desc":"a hundred"},{"value":"inf"},{"no":"value"}]'));
		expect(validate(JSON.parse(JSON.stringify(inspection))), JSON.stringify(validate.errors)).toBe(true);
		expect(inspection).toMatchObject({
			capabilities: ['source', 'extract'],
			plugin: {
				name: 'demo',
				description: 'Zählt',
				id: 999,
				initSchema: '{"type":"object"}',
				extractEventSources: ['demo'],
			},
			openParams: [
				{ value: '100', desc: 'a hundred' },
				{ value: 'inf', desc: null },
			],
			refusal: null,
			notLoaded: null,
		});
		expect(inspection.plugin?.fields.map(({ name }) => name)).toEqual(['demo.value', 'demo.tags']);
		expect(inspection.falco.filter(({ loads }) => loads)).toEqual([
			{ first: '0.41.0', last: '0.44.1', loads: true, message: null, openEnded: true },
		]);
	});

	it('tells from the file alone what can be told, where the library was not loaded', () => {
		const discovery = { kind: 'none', reason: 'the child died of SIGSEGV in dlopen' } as const;
		const inspection = inspect({ path: 'libdemo.so', object, discovery, images: DEPLOYMENT_IMAGES });
		expect(validate(JSON.parse(JSON.stringify(inspection))), JSON.stringify(validate.errors)).toBe(true);
		expect(inspection).toMatchObject({
			file: { machine: object.machine, language: 'c', needed: ['libc.so.6'] },
			capabilities: ['source', 'extract'],
			plugin: null,
			notLoaded: 'the child died of SIGSEGV in dlopen',
			falco: [],
		});
		expect(inspection.images.every(({ obstacles }) => obstacles.length === 0)).toBe(true);
		expect(renderInspection(inspection)).toContain('not known: the child died of SIGSEGV in dlopen');
	});

	it.each<[string, Partial<Description>, string]>([
		[
			'dlopen',
			{ load: { kind: 'refused', error: 'undefined symbol: x' } },
			"can't load plugin dynamic library: undefined symbol: x",
		],
		['no version function', { exported: ['init'] }, 'plugin_get_required_api_version symbol not implemented'],
		[
			'no name',
			{ exported: API_FUNCTION_NAMES.filter((name) => name !== 'get_name') },
			"required symbol not implemented: 'get_name'",
		],
		['version', { version: text('1.0') }, "plugin provided an invalid version string: '1.0'"],
		[
			'no close',
			{ exported: API_FUNCTION_NAMES.filter((name) => name !== 'close') },
			"broken plugin capabilities: must implement all of 'plugin_open', 'plugin_close', and 'plugin_next_batch' (event sourcing)",
		],
		[
			'no id',
			{ id: 0 },
			"broken plugin capabilities: must implement both 'plugin_get_id' and 'plugin_get_event_source' or neither (event sourcing)",
		],
		['no capability', { capabilities: [] }, 'plugin does not implement any capability'],
		['reserved source', { eventSource: text('syscall') }, "plugin can't implement the reserved event source 'syscall'"],
	])("quotes Falco's refusal: %s", (_, changes, refusal) => {
		const inspection = inspectAs(changes);
		expect(inspection.refusal).toBe(refusal);
		expect(renderInspection(inspection)).toContain(`cannot load plugin libdemo.so: ${refusal}`);
		expect(validate(JSON.parse(JSON.stringify(inspection)))).toBe(true);
	});

	it('names the images that cannot load the file', () => {
		const mutant = FILE_MUTANTS.find(({ name }) => name === 'glibc-2.38');
		const reading = mutant && readLibrary(buildFileMutant(mutant, folder));
		if (reading?.kind !== 'object') throw new Error('no mutant glibc-2.38');
		const discovery = { kind: 'none', reason: '' } as const;
		const { images } = inspect({ path: 'x.so', object: reading.object, discovery, images: DEPLOYMENT_IMAGES });
		expect(images.find(({ id }) => id === 'falco-debian')?.obstacles).toEqual(['needs GLIBC_2.38, has GLIBC_2.36']);
		expect(images.find(({ id }) => id === 'falco-wolfi')?.obstacles).toEqual([]);
	});
});

describe('the inspection as text', () => {
	it('has a section for each thing that is known', () => {
		const lines = renderInspection(inspectAs({}, text('[]'))).split('\n');
		expect(lines).toEqual(
			expect.arrayContaining([
				'demo 1.2.3',
				'  Description    Zählt',
				'  API version    3.11.0',
				'  Event source   demo (id 999)',
				'  Capabilities   source, extract',
				'  Needs          libc.so.6',
				'Fields (2)',
				'  demo.value[key]  uint64    A value',
				'  demo.tags        string[]  Tags',
				'Configuration schema',
				'Open parameters',
				"  Falco's Debian image (0.44.1-debian)   yes",
				'Falco releases',
				"    cannot load plugin libdemo.so: plugin required API version '3.11.0' not compatible with the framework's API version '2.0.0': major versions disagree",
				'  0.41.0 to 0.44.1 and later: load it',
			]),
		);
	});

	it('lets no text of the plugin drive the terminal', () => {
		const hostile = '\x1b]0;owned\x07';
		const rendered = renderInspection(
			inspectAs({ name: text(hostile), contact: text(`a\n${hostile}`), load: { kind: 'refused', error: hostile } }),
		);
		expect(rendered).not.toContain('\x1b');
		expect(
			renderInspection(inspectAs({ fields: text(JSON.stringify([{ type: 'string', name: hostile, desc: hostile }])) })),
		).not.toContain('\x1b');
	});
});

describe('inspecting a path', () => {
	const neverAsked = () => Promise.reject(new Error('a child was started'));

	it('does not load what this machine cannot load', async () => {
		const mutant = FILE_MUTANTS.find(({ name }) => name === 'other-machine');
		if (mutant === undefined) throw new Error('no mutant other-machine');
		const inspection = await inspectLibrary(buildFileMutant(mutant, folder), neverAsked);
		expect(inspection.notLoaded).toContain('the library is for aarch64');
	});

	it('is a usage error where there is no ELF object', async () => {
		await expect(inspectLibrary(new URL(import.meta.url).pathname, neverAsked)).rejects.toThrow(UsageError);
		await expect(inspectLibrary(folder, neverAsked)).rejects.toThrow(UsageError);
	});

	it('asks the library in a child', async () => {
		const inspection = await inspectLibrary(path, async () => ({ kind: 'described', description: DESCRIPTION }));
		expect(inspection.plugin?.name).toBe('demo');
	});
});
