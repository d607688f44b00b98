import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { repositoryFor } from '../../../src/package/index-yaml.ts';
import { machineOf } from '../../../src/package/machine.ts';
import { pushImages } from '../../../src/package/push.ts';
import { packRelease } from '../../../src/package/release.ts';
import { writeRelease } from '../../../src/package/write-release.ts';
import { installAsFalcoctl } from './fixtures/falcoctl.ts';
import { makeProject, RULES } from './fixtures/project.ts';

const isThere = (program: string) => spawnSync(program, ['--version']).error === undefined;
const missing = ['docker-registry', 'skopeo'].filter((program) => !isThere(program));

afterEach(() => void vi.unstubAllEnvs());

describe.skipIf(missing.length > 0)(
	`pushImages${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
	() => {
		const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-push-'));
		let server: ChildProcess;
		let port: number;

		beforeAll(async () => {
			port = await freePort();
			const config = join(folder, 'registry.yml');
			writeFileSync(
				config,
				JSON.stringify({
					version: 0.1,
					log: { level: 'error' },
					storage: { filesystem: { rootdirectory: join(folder, 'storage') } },
					http: { addr: `127.0.0.1:${port}` },
				}),
			);
			server = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
			await answering(port);
		});
		afterAll(() => void server.kill());

		async function released() {
			const project = makeProject();
			const repository = () => repositoryFor(`127.0.0.1:${port}/jroe/buoy`, undefined);
			const release = await packRelease({ project: project.folder, with: [], repository }, project.ports);
			if (!('files' in release)) throw new Error('not ready');
			const out = join(project.folder, 'release');
			await writeRelease(release, out);
			return { ...project, release, out };
		}

		it('brings every tag to the registry with the digest of the layout, and what is pulled installs', async () => {
			const { release, out, library, folder: place } = await released();
			const pushed = await pushImages(release.images, { release: out, plainHttp: true, say: () => undefined });
			const tags = ['0.2.0', '0.2', '0', 'latest'];
			expect(pushed.map(({ reference }) => reference)).toEqual([
				...tags.map((tag) => `127.0.0.1:${port}/jroe/buoy/plugin/buoy:${tag}`),
				...tags.map((tag) => `127.0.0.1:${port}/jroe/buoy/ruleset/buoy:${tag}`),
			]);
			expect(new Set(pushed.map(({ digest }) => digest))).toEqual(
				new Set(release.images.map(({ layout }) => layout.digest)),
			);
			const pull = (name: string, to: string) =>
				execFileSync('skopeo', [
					'copy',
					'--all',
					'--quiet',
					'--src-tls-verify=false',
					`docker://127.0.0.1:${port}/jroe/buoy/${name}:latest`,
					`oci:${to}:latest`,
				]);
			pull('plugin/buoy', join(place, 'pulled'));
			const architecture = machineOf(readFileSync(library)) === 'aarch64' ? 'arm64' : 'amd64';
			const [installed = ''] = installAsFalcoctl(join(place, 'pulled'), architecture, join(place, 'plugins'));
			expect(readFileSync(installed).equals(readFileSync(library))).toBe(true);
			pull('ruleset/buoy', join(place, 'pulled-rules'));
			const [rules = ''] = installAsFalcoctl(join(place, 'pulled-rules'), architecture, join(place, 'rules'));
			expect(readFileSync(rules, 'utf8')).toBe(RULES);
		});

		it('tells in one line when the registry does not answer', async () => {
			const { release, out } = await released();
			const images = release.images.map((image) => ({ ...image, target: '127.0.0.1:1/jroe/buoy' }));
			await expect(pushImages(images, { release: out, plainHttp: true, say: () => undefined })).rejects.toThrow(
				/^skopeo copy failed: .*connection refused/,
			);
		});

		it('tells when skopeo is missing, and when there is nowhere to push to', async () => {
			const { release, out } = await released();
			const options = { release: out, plainHttp: true, say: () => undefined };
			await expect(
				pushImages(
					release.images.map((image) => ({ ...image, target: undefined })),
					options,
				),
			).rejects.toThrow('not known where');
			vi.stubEnv('PATH', folder);
			await expect(pushImages(release.images, options)).rejects.toThrow('skopeo is not installed');
		});
	},
);

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.on('error', reject).listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
		});
	});
}

async function answering(port: number): Promise<void> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const answer = await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error('docker-registry does not answer');
}
