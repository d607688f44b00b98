import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { Header, Parser } from 'tar';
import { UsageError } from '../errors.ts';

/** A regular file of an archive. */
export interface PackedFile {
	/** Base name. */
	name: string;
	mode: number;
	bytes: Buffer;
}

/** Whatever stands in an archive. */
export interface ArchiveEntry extends PackedFile {
	/** Such as `File`, `Directory` or `SymbolicLink`. */
	type: string;
}

const BLOCK = 512;

/** A plugin of 100 MB is large; what unpacks to more than this is no plugin. */
const MAX_UNPACKED = 512 << 20;

/** The OS byte of the gzip header: 255 says "unknown", so that it does not tell where the archive was made. */
const GZIP_OS = 9;

/**
 * Packs files into a tar.gz that depends on nothing but them: sorted, without directory entries, owners or times
 * (facts/registry.md 5.1). The bytes are equal for equal files and an equal zlib.
 */
export function packTarGz(files: readonly PackedFile[]): Buffer {
	const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
	const blocks = sorted.flatMap(({ name, mode, bytes }) => [
		headerFor(name, mode, bytes.length),
		bytes,
		padding(bytes.length),
	]);
	const tar = Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
	const packed = gzipSync(tar, { level: constants.Z_BEST_COMPRESSION });
	packed[GZIP_OS] = 255;
	return packed;
}

function headerFor(name: string, mode: number, size: number): Buffer {
	const block = Buffer.alloc(BLOCK);
	const header = new Header({
		path: name,
		mode,
		uid: 0,
		gid: 0,
		size,
		mtime: new Date(0),
		type: 'File',
		uname: '',
		gname: '',
	});
	if (header.encode(block, 0)) throw new UsageError(`the file name ${name} is too long for an archive`);
	return block;
}

function padding(length: number): Buffer {
	return Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
}

/** Unpacks a tar.gz in memory. Throws a UsageError for what is no such archive, or far too large. */
export function readTarGz(packed: Buffer, file: string): ArchiveEntry[] {
	let tar: Buffer;
	try {
		tar = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED });
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const large =
			code === 'ERR_BUFFER_TOO_LARGE' ? `unpacks to more than ${MAX_UNPACKED} bytes` : 'is not a gzip archive';
		throw new UsageError(`${file} ${large}`, [], { cause: error });
	}
	const entries: ArchiveEntry[] = [];
	const broken: string[] = [];
	const parser = new Parser({
		strict: true,
		onReadEntry: (entry) => {
			const chunks: Buffer[] = [];
			entry.on('data', (chunk) => chunks.push(chunk));
			entry.on('end', () => {
				entries.push({ name: entry.path, mode: entry.mode ?? 0, type: entry.type, bytes: Buffer.concat(chunks) });
			});
		},
	});
	parser.on('error', (error: Error) => broken.push(error.message));
	parser.end(tar);
	const [reason] = broken;
	if (reason !== undefined) throw new UsageError(`${file} is not a tar archive: ${reason}`);
	return entries;
}
