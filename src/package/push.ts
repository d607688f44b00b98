import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CannotRunError, UsageError } from '../errors.ts';
import type { ReleaseImage } from './release.ts';

/** How the registry is spoken to. */
export interface PushOptions {
	/** Folder that the release was written to. */
	release: string;
	/** HTTP without TLS, for a registry on this machine. */
	plainHttp: boolean;
	say(line: string): void;
}

/** What stands in the registry after a push. */
export interface PushedImage {
	/** Such as `ghcr.io/jroe/buoy/plugin/buoy:0.2.0`. */
	reference: string;
	/** What to sign. */
	digest: string;
}

/**
 * Copies the image layouts of a release to their registry with skopeo, which knows the logins of docker and podman, and
 * sees that the registry holds the digest of the layout. Throws a CannotRunError where skopeo is missing or fails.
 */
export async function pushImages(images: readonly ReleaseImage[], options: PushOptions): Promise<PushedImage[]> {
	const pushed: PushedImage[] = [];
	for (const { folder, layout, target, tags } of images) {
		if (target === undefined) {
			throw new UsageError('it is not known where to push to', ['Give it: --repository ghcr.io/OWNER/REPOSITORY']);
		}
		const [version = ''] = tags;
		for (const tag of tags) {
			const reference = `${target}:${tag}`;
			options.say(`pushing ${reference}`);
			const verify = `--dest-tls-verify=${!options.plainHttp}`;
			await skopeo(
				'copy',
				'--all',
				'--quiet',
				verify,
				`oci:${join(options.release, folder)}:${version}`,
				`docker://${reference}`,
			);
			const raw = await skopeo('inspect', '--raw', `--tls-verify=${!options.plainHttp}`, `docker://${reference}`);
			const digest = `sha256:${createHash('sha256').update(raw).digest('hex')}`;
			if (digest !== layout.digest) {
				throw new CannotRunError(`the registry holds ${digest} as ${reference}, and the release has ${layout.digest}`, [
					'This skopeo rewrites images; a newer one copies them as they are.',
				]);
			}
			pushed.push({ reference, digest });
		}
	}
	return pushed;
}

function skopeo(...args: string[]): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const child = spawn('skopeo', args, { stdio: ['ignore', 'pipe', 'pipe'] });
		const stdout: Buffer[] = [];
		let stderr = '';
		child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			stderr += text;
		});
		child.on('error', (error: NodeJS.ErrnoException) => {
			const missing = error.code === 'ENOENT';
			const message = missing
				? 'skopeo is not installed, and it does the pushing'
				: `cannot run skopeo: ${error.message}`;
			reject(new CannotRunError(message, ['On Debian and Ubuntu: apt-get install skopeo'], { cause: error }));
		});
		child.on('close', (status) => {
			if (status === 0) resolve(Buffer.concat(stdout));
			else
				reject(
					new CannotRunError(`skopeo ${args[0]} failed: ${lastMessage(stderr)}`, [
						'Is there a login? See: skopeo login',
					]),
				);
		});
	});
}

/** The text of skopeo's last log line, which is `time=... level=... msg="..."`. */
function lastMessage(stderr: string): string {
	const last = stderr.trim().split('\n').at(-1) ?? '';
	return /msg="((?:[^"\\]|\\.)*)"/.exec(last)?.[1]?.replaceAll('\\"', '"') ?? last;
}
