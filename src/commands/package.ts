import { join } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import { UsageError } from '../errors.ts';
import { sha256 } from '../package/checksums.ts';
import { repositoryFor } from '../package/index-yaml.ts';
import { type PushedImage, pushImages } from '../package/push.ts';
import { packRelease, type Release } from '../package/release.ts';
import { releaseTime } from '../package/release-time.ts';
import { writeRelease } from '../package/write-release.ts';
import { type PluginPorts, pluginPorts } from '../registry/ports.ts';

export interface PackageResult {
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
	protected ports(): Promise<PluginPorts> {
		return pluginPorts();
	}

	async run(): Promise<PackageResult> {
		const { args, flags } = await this.parse(Package);
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
			return { outcome: 'not-ready', tests: release.tests };
		}
		await writeRelease(release, flags.out);
		const result = resultOf(release, flags.out);
		for (const { path, sha256: hash } of result.files ?? []) this.log(`${hash}  ${join(flags.out, path)}`);
		for (const { type, folder, digest } of result.images ?? [])
			this.log(`${type} image in ${join(flags.out, folder)}: ${digest}`);
		if (!flags.push) return result;
		const say = (line: string) => void process.stderr.write(`${line}\n`);
		const pushed = await pushImages(release.images, { release: flags.out, plainHttp: flags['plain-http'], say });
		for (const { reference, digest } of pushed) this.log(`${reference} is ${digest}`);
		return { ...result, outcome: 'pushed', pushed };
	}
}

function resultOf({ name, version, files, images, tests }: Release, folder: string): PackageResult {
	const top = [...files].filter(([path]) => !path.includes('/'));
	return {
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
