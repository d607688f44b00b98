import { join } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import { UsageError } from '../errors.ts';
import type { PushedImage } from '../package/push.ts';
import type { Release } from '../package/release.ts';
import type { PluginPorts } from '../registry/ports.ts';

export interface PackageResult {
	schemaVersion: 1;
	outcome: 'not-ready' | 'packed' | 'pushed';
	/** One line about the tests of the library. */
	tests: string;
	name?: string;
	version?: string;
	/** Folder of the release. */
	folder?: string;
	files?: { path: string; size: number; sha256: string }[];
	images?: { type: string; folder: string; digest: string; target?: string; tags: readonly string[] }[];
	pushed?: PushedImage[];
}

export default class Package extends BaseCommand {
	static override summary =
		'pack a release: archives, checksums, bill of materials, images that falcoctl installs, an index';
	static override description =
		'Tests the library with the release profile and packs the very file that was tested. The same input gives the same bytes. ' +
		'An archive that was packed on another machine joins the image with --with.';
	static override examples = [
		'<%= config.bin %> <%= command.id %>',
		'<%= config.bin %> <%= command.id %> --with buoy-0.2.0-linux-aarch64.tar.gz --repository ghcr.io/jroe/buoy --push',
	];
	static override args = { project: Args.string({ default: '.', description: 'folder of the plugin project' }) };
	static override flags = {
		out: Flags.string({ default: 'release', description: 'folder to write, made anew each time' }),
		with: Flags.string({ multiple: true, default: [], description: 'archive of the same version for another machine' }),
		repository: Flags.string({
			description: 'where the images belong, HOST/PATH; for a source on GitHub, ghcr.io/OWNER/REPOSITORY is taken',
		}),
		push: Flags.boolean({ description: 'copy the images to their registry, with skopeo' }),
		'plain-http': Flags.boolean({ description: 'push without TLS', dependsOn: ['push'] }),
	};

	/** What does the plugin's part; tests put their own here. */
	protected async ports(): Promise<PluginPorts> {
		return (await import('../registry/service-ports.ts')).servicePorts;
	}

	async run(): Promise<PackageResult> {
		const { args, flags } = await this.parse(Package);
		const { repositoryFor } = await import('../package/index-yaml.ts');
		const { packRelease } = await import('../package/release.ts');
		const { releaseTime } = await import('../package/release-time.ts');
		const { writeRelease } = await import('../package/write-release.ts');
		if (flags.repository !== undefined && repositoryFor(flags.repository, undefined) === undefined) {
			throw new UsageError(`--repository ${flags.repository} is not HOST/PATH in lower case`, [
				'Such as ghcr.io/jroe/buoy.',
			]);
		}
		const release = await packRelease(
			{
				project: args.project,
				with: flags.with,
				repository: ({ registry }) => repositoryFor(flags.repository, registry.url),
				created: await releaseTime(args.project),
			},
			await this.ports(),
		);
		if (!('files' in release)) {
			process.exitCode = 1;
			this.log(`not packed: the release profile found errors (${release.tests})`);
			return { schemaVersion: 1, outcome: 'not-ready', tests: release.tests };
		}
		await writeRelease(release, flags.out);
		const result = await resultOf(release, flags.out);
		for (const { path, sha256: hash } of result.files ?? []) this.log(`${hash}  ${join(flags.out, path)}`);
		for (const { type, folder, digest } of result.images ?? [])
			this.log(`${type} image in ${join(flags.out, folder)}: ${digest}`);
		if (!flags.push) return result;
		const { pushImages } = await import('../package/push.ts');
		const say = (line: string) => void process.stderr.write(`${line}\n`);
		const pushed = await pushImages(release.images, { release: flags.out, plainHttp: flags['plain-http'], say });
		for (const { reference, digest } of pushed) this.log(`${reference} is ${digest}`);
		return { ...result, outcome: 'pushed', pushed };
	}
}

async function resultOf({ name, version, files, images, tests }: Release, folder: string): Promise<PackageResult> {
	const { sha256 } = await import('../package/checksums.ts');
	const top = [...files].filter(([path]) => !path.includes('/'));
	return {
		schemaVersion: 1,
		outcome: 'packed',
		tests,
		name,
		version,
		folder,
		files: top.map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes) })),
		images: images.map(({ type, folder: place, layout, target, tags }) => ({
			type,
			folder: place,
			digest: layout.digest,
			target,
			tags,
		})),
	};
}
