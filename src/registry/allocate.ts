import { readFileSync } from 'node:fs';
import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRunError, UsageError } from '../errors.ts';
import { needsId } from './entry.ts';
import { findIdConstants, type IdConstant, replaceId } from './id-constant.ts';
import { type LibraryFacts, libraryFacts } from './library.ts';
import type { Conversation, PluginPorts, PluginProject } from './ports.ts';

/** How the library is brought to report the id of the entry. */
export interface Allocation {
	project: PluginProject;
	library: LibraryFacts;
	/** The id of the entry; 0 for a plugin that needs none. */
	id: number;
	/** Change the author's source where it holds the id, build again and look. */
	apply: boolean;
}

/**
 * Sees to it that the library reports the id of the entry. Where it does not, the constant in the author's source is
 * named, or with `apply` changed, the project built and the library asked again; the source is put back when that fails.
 * Gives what the library says in the end.
 */
export async function settleId(
	{ project, library, id, apply }: Allocation,
	ports: PluginPorts,
	{ say }: Conversation,
): Promise<LibraryFacts> {
	if (!needsId(library) || library.id === id) return library;
	const constants = findIdConstants(project.folder, library.id);
	const [constant, second] = constants;
	const mismatch = `the id of ${library.name} is ${id}, and the library reports ${library.id}`;
	if (!apply || constant === undefined || second !== undefined) {
		throw new UsageError(mismatch, adviceFor(constants, id, library.id, apply));
	}
	const file = join(project.folder, constant.file);
	const before = readFileSync(file, 'utf8');
	await replaceFile(file, replaceId(before, constant, id));
	try {
		say(`${constant.file}:${constant.line}: id ${library.id} changed to ${id}, building`);
		await ports.build(project.folder);
		const rebuilt = libraryFacts(await ports.describe(project.library), project.library);
		if (rebuilt.id === id) return rebuilt;
		throw new UsageError(
			`${constant.file}:${constant.line} says ${id} now, but the built library reports ${rebuilt.id}`,
			['The source was put back; change the id by hand, build, and run this again.'],
		);
	} catch (error) {
		await replaceFile(file, before);
		throw error;
	}
}

function adviceFor(constants: readonly IdConstant[], id: number, old: number, apply: boolean): string[] {
	const [constant, second] = constants;
	if (constant === undefined) return [`Change the id that plugin_get_id returns from ${old} to ${id} and build again.`];
	const places = constants.map(({ file, line, excerpt }) => `  ${file}:${line}: ${excerpt}`);
	if (second !== undefined || apply) return [`One of these is the id; change it to ${id} and build again:`, ...places];
	return [`Change it here, or let --apply-id do that, build and look again:`, ...places];
}

async function replaceFile(file: string, text: string): Promise<void> {
	const draft = `${file}.plugin-kit-${process.pid}`;
	try {
		const { mode } = await stat(file);
		await writeFile(draft, text, { mode, flag: 'wx' });
		await rename(draft, file);
	} catch (error) {
		throw new CannotRunError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`, [], { cause: error });
	}
}
