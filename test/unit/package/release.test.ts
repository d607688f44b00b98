import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packTarGz } from '../../../src/package/archive.ts';
import { repositoryFor } from '../../../src/package/index-yaml.ts';
import { machineOf } from '../../../src/package/machine.ts';
import { type PackageRequest, packRelease, type Release } from '../../../src/package/release.ts';
import { writeRelease } from '../../../src/package/write-release.ts';
import { text } from '../registry/fixtures/description.ts';
import { METADATA } from '../registry/fixtures/ports.ts';
import { installAsFalcoctl } from './fixtures/falcoctl.ts';
import { forOtherMachine, makeProject, type ProjectOptions, RULES } from './fixtures/project.ts';

const CREATED = new Date('2026-03-04T05:06:07Z');

async function pack(options: ProjectOptions = {}, changes: Partial<PackageRequest> = {}) {
	const project = makeProject(options);
	const repository = () => repositoryFor('registry.example.org/jroe/buoy', undefined);
	const request = { project: project.folder, with: [], repository, created: CREATED, ...changes };
	const release = await packRelease(request, project.ports);
	if (!('files' in release)) throw new Error('not ready');
	return { ...project, release };
}

const machine = machineOf(readFileSync(process.execPath)) ?? 'x86_64';
const architecture = machine === 'x86_64' ? 'amd64' : 'arm64';
const bytesOf = (release: Release, path: string) => release.files.get(path) ?? Buffer.alloc(0);
const jsonOf = (release: Release, path: string) => JSON.parse(bytesOf(release, path).toString('utf8'));

describe('packRelease', () => {
	it('packs the archives, the checksums, the bill of materials, the index and the images', async () => {
		const { release, folder } = await pack();
		expect([...release.files.keys()].filter((path) => !path.includes('/')).sort()).toEqual([
			`buoy-0.2.0-linux-${machine}.tar.gz`,
			'buoy-rules-0.2.0.tar.gz',
			'checksums.txt',
			'index.yaml',
			'sbom.cdx.json',
		]);
		const out = join(folder, 'release');
		await writeRelease(release, out);
		const checked = execFileSync('sha256sum', ['--check', '--strict', 'checksums.txt'], { cwd: out, encoding: 'utf8' });
		expect(checked.trim().split('\n')).toHaveLength(4);
		const listed = execFileSync('tar', ['-tzf', join(out, `buoy-0.2.0-linux-${machine}.tar.gz`)], { encoding: 'utf8' });
		expect(listed).toBe('libbuoy.so\n');
	});

	it('gives the same bytes twice', async () => {
		const project = makeProject();
		const request = { project: project.folder, with: [], created: CREATED };
		const [first, second] = [await packRelease(request, project.ports), await packRelease(request, project.ports)];
		if (!('files' in first) || !('files' in second)) throw new Error('not ready');
		expect([...first.files.keys()]).toEqual([...second.files.keys()]);
		for (const [path, bytes] of first.files) expect(bytesOf(second, path).equals(bytes), path).toBe(true);
	});

	it('packs the very file that was tested, and installs as it', async () => {
		const { release, folder, library } = await pack();
		await writeRelease(release, join(folder, 'release'));
		const installed = installAsFalcoctl(join(folder, 'release/oci/plugin'), architecture, join(folder, 'plugins'));
		expect(installed).toEqual([join(folder, 'plugins/libbuoy.so')]);
		expect(readFileSync(join(folder, 'plugins/libbuoy.so')).equals(readFileSync(library))).toBe(true);
		const rules = installAsFalcoctl(join(folder, 'release/oci/rulesfile'), architecture, join(folder, 'rules'));
		expect(rules.map((path) => readFileSync(path, 'utf8'))).toEqual([RULES]);
	});

	it('joins an archive from another machine in one image', async () => {
		const { folder, library, ports } = makeProject();
		const other = forOtherMachine(readFileSync(library));
		const archive = join(folder, `buoy-0.2.0-linux-${other.machine}.tar.gz`);
		writeFileSync(archive, packTarGz([{ name: 'libbuoy.so', mode: 0o755, bytes: other.bytes }]));
		const release = await packRelease({ project: folder, with: [archive] }, ports);
		if (!('files' in release)) throw new Error('not ready');
		await writeRelease(release, join(folder, 'release'));
		for (const arch of ['amd64', 'arm64']) {
			const [installed = ''] = installAsFalcoctl(join(folder, 'release/oci/plugin'), arch, join(folder, arch));
			expect(machineOf(readFileSync(installed))).toBe(arch === 'amd64' ? 'x86_64' : 'aarch64');
		}
		expect(() => installAsFalcoctl(join(folder, 'release/oci/plugin'), 's390x', join(folder, 'x'))).toThrow(
			'unable to find',
		);
	});

	it('writes the config that falcoctl reads', async () => {
		const { release } = await pack();
		const root = jsonOf(release, 'oci/plugin/index.json').manifests[0];
		expect(root.annotations).toEqual({ 'org.opencontainers.image.ref.name': '0.2.0' });
		const blob = (digest: string) => jsonOf(release, `oci/plugin/blobs/${digest.replace(':', '/')}`);
		const index = blob(root.digest);
		expect(index.manifests).toEqual([expect.objectContaining({ platform: { architecture, os: 'linux' } })]);
		const manifest = blob(index.manifests[0].digest);
		expect(manifest.annotations).toEqual({
			'org.opencontainers.image.created': '2026-03-04T05:06:07.000Z',
			'org.opencontainers.image.source': 'https://example.org/buoy',
		});
		expect(manifest.config).toMatchObject({ mediaType: 'application/vnd.cncf.falco.plugin.config.v1+json' });
		expect(manifest.config.annotations).toBeUndefined();
		expect(blob(manifest.config.digest)).toEqual({
			name: 'buoy',
			version: '0.2.0',
			requirements: [{ name: 'plugin_api_version', version: '3.11.0' }],
		});
		const rules = jsonOf(release, 'oci/rulesfile/index.json').manifests[0];
		const config = jsonOf(release, `oci/rulesfile/blobs/${rules.digest.replace(':', '/')}`).config.digest;
		expect(jsonOf(release, `oci/rulesfile/blobs/${config.replace(':', '/')}`)).toEqual({
			name: 'buoy-rules',
			version: '0.2.0',
			dependencies: [{ name: 'buoy', version: '0.2.0' }],
			requirements: [{ name: 'engine_version_semver', version: '0.31.0' }],
		});
	});

	it('writes a bill of materials that is valid CycloneDX 1.6', async () => {
		const { release } = await pack();
		const bom = jsonOf(release, 'sbom.cdx.json');
		const schemas = join(
			dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
			'res/schema',
		);
		const schema = (name: string) => JSON.parse(readFileSync(join(schemas, name), 'utf8'));
		const ajv = new Ajv({ strict: false, validateFormats: false });
		for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
			const { $id: _, ...rest } = schema(`${name}.SNAPSHOT.schema.json`);
			ajv.addSchema(rest, `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
		}
		const validate = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
		validate(bom);
		expect(validate.errors).toBeNull();
		expect(bom.metadata.component).toMatchObject({ name: 'buoy', version: '0.2.0' });
		expect(bom.components.map(({ name }: { name: string }) => name)).toEqual([
			'buoy_rules.yaml',
			'libbuoy.so',
			'libc.so.6',
		]);
	});

	it('writes an index for falcoctl', async () => {
		const { release } = await pack();
		expect(parse(bytesOf(release, 'index.yaml').toString('utf8'))).toEqual([
			{
				name: 'buoy',
				type: 'plugin',
				registry: 'registry.example.org',
				repository: 'jroe/buoy/plugin/buoy',
				description: 'Read what buoys say',
				home: 'https://example.org/buoy',
				keywords: ['buoy'],
				license: 'Apache-2.0',
				maintainers: [{ email: 'jane@example.org', name: 'Jane Roe' }],
				sources: ['https://example.org/buoy'],
			},
			expect.objectContaining({
				name: 'buoy-rules',
				type: 'rulesfile',
				repository: 'jroe/buoy/ruleset/buoy',
				sources: ['https://example.org/buoy/rules'],
			}),
		]);
	});

	it('needs no rules and no repository', async () => {
		const { release } = await pack({ rules: {} }, { repository: () => undefined });
		expect(release.images.map(({ type, target }) => [type, target])).toEqual([['plugin', undefined]]);
		expect(release.files.has('index.yaml')).toBe(false);
	});

	it('tells when the library failed its tests', async () => {
		const { folder, ports } = makeProject({ ok: false });
		expect(await packRelease({ project: folder, with: [] }, ports)).toEqual({ tests: '128 passed' });
	});

	it.each<[string, ProjectOptions, Partial<PackageRequest>, string]>([
		['another file than the tested one', { sha256: '00' }, {}, 'is not the file that was tested'],
		[
			'a version with build metadata',
			{ describe: { version: text('0.2.0+7') } },
			{},
			"the version '0.2.0+7' cannot be released",
		],
		['a version of two parts', { describe: { version: text('0.2') } }, {}, "the version '0.2' cannot be released"],
		['a name with a capital', { describe: { name: text('Buoy') } }, {}, "the plugin is called 'Buoy'"],
		['rules that are no list', { rules: { 'a.yaml': 'a: b\n' } }, {}, 'a.yaml is not a rules file'],
		['rules that are no YAML', { rules: { 'a.yaml': '- a: b: c\n' } }, {}, 'a.yaml: '],
		[
			'an engine version that is none',
			{ rules: { 'a.yaml': '- required_engine_version: new\n' } },
			{},
			'neither a number nor a version',
		],
		['an archive that is not there', {}, { with: ['/nowhere/a.tar.gz'] }, 'no such file: /nowhere/a.tar.gz'],
	])('refuses %s', async (_, options, changes, message) => {
		await expect(pack(options, changes)).rejects.toThrow(message);
	});

	it('refuses an archive of another version or of the same machine', async () => {
		const { folder, library, ports } = makeProject();
		const own = join(folder, `buoy-0.2.0-linux-${machine}.tar.gz`);
		writeFileSync(own, packTarGz([{ name: 'libbuoy.so', mode: 0o755, bytes: readFileSync(library) }]));
		await expect(packRelease({ project: folder, with: [own] }, ports)).rejects.toThrow(
			`there is an archive for ${machine} already`,
		);
		const old = join(folder, 'buoy-0.1.0-linux-aarch64.tar.gz');
		writeFileSync(old, readFileSync(own));
		await expect(packRelease({ project: folder, with: [old] }, ports)).rejects.toThrow(
			'the archive is called buoy-0.1.0',
		);
	});
});

describe('writeRelease', () => {
	it('replaces an earlier release and nothing else', async () => {
		const { release, folder } = await pack();
		const out = join(folder, 'out');
		await writeRelease(release, out);
		writeFileSync(join(out, 'stale'), '');
		await writeRelease(release, out);
		expect(readdirSync(out)).not.toContain('stale');
		const foreign = join(folder, 'foreign');
		mkdirSync(foreign);
		writeFileSync(join(foreign, 'mine'), '');
		await expect(writeRelease(release, foreign)).rejects.toThrow('is no earlier release');
		expect(readdirSync(foreign)).toEqual(['mine']);
		expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
	});
});

describe('repositoryFor', () => {
	it('reads an address, or takes that of the source on GitHub', () => {
		expect(repositoryFor('127.0.0.1:5000/a/b', undefined)).toEqual({ registry: '127.0.0.1:5000', path: 'a/b' });
		expect(repositoryFor(undefined, 'https://github.com/JRoe/Buoy.git')).toEqual({
			registry: 'ghcr.io',
			path: 'jroe/buoy',
		});
		expect(repositoryFor(undefined, METADATA.url)).toBeUndefined();
		expect(repositoryFor('UPPER/Case', undefined)).toBeUndefined();
	});
});
