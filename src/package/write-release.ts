import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CannotRunError, UsageError } from '../errors.ts';
import type { Release } from './release.ts';

/** A folder with this file was written by us, and may be replaced. */
const MARK = 'checksums.txt';

/**
 * Writes a release folder: whole, or not at all. A folder of an earlier release gives way; any other that has content is
 * refused with a UsageError.
 */
export async function writeRelease({ files }: Release, folder: string): Promise<void> {
	const target = resolve(folder);
	if (existsSync(target) && !existsSync(join(target, MARK))) {
		throw new UsageError(`${folder} is there, and is no earlier release`, ['Give another folder with --out.']);
	}
	let draft: string | undefined;
	try {
		await mkdir(dirname(target), { recursive: true });
		draft = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
		for (const [path, bytes] of files) {
			await mkdir(dirname(join(draft, path)), { recursive: true });
			await writeFile(join(draft, path), bytes);
		}
		const old = `${draft}-old`;
		if (existsSync(target)) await rename(target, old);
		await rename(draft, target);
		await rm(old, { recursive: true, force: true });
	} catch (error) {
		if (draft !== undefined) await rm(draft, { recursive: true, force: true });
		const { code } = error as NodeJS.ErrnoException;
		throw new CannotRunError(`cannot write ${folder}: ${code}`, [], { cause: error });
	}
}
