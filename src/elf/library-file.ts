import { closeSync, fstatSync, readFileSync } from 'node:fs';
import type { FileReading } from '../../harness/subjects.ts';
import { UsageError } from '../errors.ts';
import { openWithoutWaiting } from '../project/read-file.ts';
import { readElf } from './read.ts';

/** Larger than any plugin (Go plugins with debug information reach 150 MB), small enough to hold in memory. */
const LARGEST_FILE = 1024 * 1024 * 1024;

/** What is at a path that the user named as a plugin library. */
export type LibraryPath =
	| { kind: 'file'; bytes: Buffer }
	| { kind: 'missing' | 'directory' | 'unreadable' | 'special' | 'too-large'; problem: string; suggestion: string };

/** Reads the file at `path`, or says what is there instead; never throws for what a path can be. */
export function openLibrary(path: string): LibraryPath {
	let fd: number;
	try {
		fd = openWithoutWaiting(path);
	} catch (error) {
		return unopened(path, error as NodeJS.ErrnoException);
	}
	try {
		const stats = fstatSync(fd);
		if (stats.isDirectory()) {
			return {
				kind: 'directory',
				problem: `${path} is a directory, not a plugin library`,
				suggestion: 'Name the library in it, such as build/libmyplugin.so.',
			};
		}
		if (!stats.isFile()) {
			return {
				kind: 'special',
				problem: `${path} is not a regular file`,
				suggestion: 'A plugin is a shared library: a .so file.',
			};
		}
		if (stats.size > LARGEST_FILE) {
			return {
				kind: 'too-large',
				problem: `${path} is larger than 1 GiB (${stats.size} bytes)`,
				suggestion: 'Strip its debug information into a file of its own (objcopy --only-keep-debug, strip).',
			};
		}
		return { kind: 'file', bytes: readFileSync(fd) };
	} finally {
		closeSync(fd);
	}
}

function unopened(path: string, error: NodeJS.ErrnoException): LibraryPath {
	switch (error.code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return {
				kind: 'missing',
				problem: `${path} does not exist`,
				suggestion: 'Build the plugin first (plugin-kit build), or check the path.',
			};
		case 'EACCES':
		case 'EPERM':
			return {
				kind: 'unreadable',
				problem: `${path} cannot be read: no permission`,
				suggestion: 'Check its mode and owner.',
			};
		default:
			return {
				kind: 'unreadable',
				problem: `${path} cannot be read: ${error.code ?? error.message}`,
				suggestion: 'Check the path and the file system.',
			};
	}
}

/** Reads a plugin library without loading it. Throws UsageError where the path names no readable file. */
export function readLibrary(path: string): FileReading {
	const found = openLibrary(path);
	if (found.kind !== 'file') throw new UsageError(found.problem, [found.suggestion]);
	return readElf(found.bytes, path);
}
