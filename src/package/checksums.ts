import { createHash } from 'node:crypto';

/** Hexadecimal SHA-256. */
export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** `checksums.txt` as `sha256sum --check` reads it, sorted by name. */
export function renderChecksums(files: ReadonlyMap<string, Buffer>): string {
	const names = [...files.keys()].sort();
	return names.map((name) => `${sha256(files.get(name) ?? Buffer.alloc(0))}  ${name}\n`).join('');
}
