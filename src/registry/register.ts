import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import { settleId } from './allocate.ts';
import { checkRegistry } from './check.ts';
import { type Base, describeBase, fetchBase, readBase } from './clone/base.ts';
import { addedBy, branchOf, branchTip } from './clone/branch.ts';
import { openRegistry, REGISTRY_FILE, type RegistryClone, type RegistryPlace } from './clone/open.ts';
import { readRegistryFile } from './document.ts';
import { buildEntry, compareWithLibrary, needsId } from './entry.ts';
import { type RegistryFinding, renderFinding } from './finding.ts';
import { insertEntry } from './insert-entry.ts';
import { type LibraryFacts, libraryFacts } from './library.ts';
import { lineDiff } from './line-diff.ts';
import type { RegistryEntry } from './model.ts';
import { nextFreeId, takenIds } from './next-id.ts';
import type { OfficialEntry, OfficialRegistry } from './official/decode.ts';
import type { Conversation, PluginPorts, TestedLibrary } from './ports.ts';
import { type Change, pullRequestBody, subjectOf } from './pull-request.ts';
import { registryIn } from './read.ts';
import { updateEntry } from './update-entry.ts';

export interface RegisterRequest {
	/** A clone of the registry's repository, or a registry.yaml. */
	registry: string;
	/** Folder of the plugin project. */
	project: string;
	/** Ask upstream for its `main` first. */
	fetch: boolean;
	applyId: boolean;
	/** Replace a branch whose id was given to another plugin. */
	renumber: boolean;
	/** To say how old the base is. */
	now: Date;
}

/** A registration that is ready to be written down: everything was checked, nothing changed but the author's id. */
export interface Registration {
	place: RegistryPlace;
	base?: Base;
	change: Change;
	entry: RegistryEntry;
	library: LibraryFacts;
	tested: TestedLibrary;
	before: string;
	after: string;
	diff: string;
	subject: string;
	body: string;
	/** Warnings and remarks about the entry. */
	findings: readonly RegistryFinding[];
	/** Tip of the branch that is replaced. */
	replaces?: string;
}

/** The library failed its tests: findings about the plugin, no error of the command. */
export interface NotReady {
	tested: TestedLibrary;
}

/**
 * Prepares the registration of a plugin: base, id, library, tests, entry, checks. Writes nothing to the registry.
 * Throws a UsageError for whatever the author has to put right first.
 */
export async function prepareRegistration(
	request: RegisterRequest,
	ports: PluginPorts,
	conversation: Conversation,
): Promise<Registration | NotReady> {
	const place = await openRegistry(request.registry);
	if (place.kind === 'clone' && request.fetch) await fetchBase(place);
	const base = place.kind === 'clone' ? await readBase(place) : undefined;
	if (place.kind === 'clone' && base !== undefined) conversation.say(`base: ${describeBase(place, base, request.now)}`);
	const before = base?.text ?? readRegistryFile(place.file);
	const registry = registryIn(before, place.kind === 'file' ? place.file : REGISTRY_FILE);

	const project = await ports.project(request.project);
	const reported = libraryFacts(await ports.describe(project.library), project.library);
	const holder = registry.plugins.find(({ name }) => name === reported.name);
	const change: Change = holder === undefined ? 'register' : 'update';
	if (holder !== undefined) refuseForeignEntry(holder, project.registry.url);
	const replaces =
		place.kind === 'clone' && base ? await branchToReplace(place, base, registry, reported, request) : undefined;

	const id = needsId(reported) ? idFor(holder, registry) : 0;
	const library = await settleId({ project, library: reported, id, apply: request.applyId }, ports, conversation);
	const tested = await ports.test(project.library);
	if (!tested.ok) return { tested };
	if (
		createHash('sha256')
			.update(await readFile(project.library))
			.digest('hex') !== tested.sha256
	) {
		throw new UsageError(`${project.library} is not the file that was tested`, [
			'Build it once more and run this again.',
		]);
	}

	const entry = buildEntry(project.registry, library, id);
	refuseDisagreement(entry, library);
	const after =
		holder === undefined ? insertEntry(before, entry, REGISTRY_FILE) : updateEntry(before, entry, REGISTRY_FILE);
	if (after === before) throw new UsageError(`the registry says all of this of ${entry.name} already`);
	const findings = checkRegistry(after, REGISTRY_FILE).filter((finding) => finding.entry === entry.name);
	refuseErrors(findings);
	await askAboutSharing(findings, conversation);
	return {
		place,
		base,
		change,
		entry,
		library,
		tested,
		before,
		after,
		diff: lineDiff(before, after, REGISTRY_FILE),
		subject: subjectOf(change, entry.name),
		body: pullRequestBody(change, entry, library.version),
		findings,
		replaces,
	};
}

function idFor(holder: OfficialEntry | undefined, registry: OfficialRegistry): number {
	if (holder?.sourcing.supported === true) return Number(holder.sourcing.id);
	const id = nextFreeId(takenIds(registry));
	if (id === undefined) throw new UsageError('every public id is taken');
	return id;
}

function refuseForeignEntry(holder: OfficialEntry, url: string | undefined): void {
	if (url !== undefined && sameAddress(holder.url, url)) return;
	throw new UsageError(
		`the name ${holder.name} belongs to ${holder.authors || 'a reserved entry'} (${holder.url || 'no address'})`,
		['Choose another name, or give the `url` of that entry if it is yours.'],
	);
}

function sameAddress(a: string, b: string): boolean {
	const plain = (url: string) =>
		url
			.toLowerCase()
			.replace(/\/+$/, '')
			.replace(/\.git$/, '');
	return plain(a) === plain(b);
}

/** The branch of an earlier run: explained, and replaced with --renumber. */
async function branchToReplace(
	clone: RegistryClone,
	base: Base,
	registry: OfficialRegistry,
	{ name, id }: LibraryFacts,
	{ renumber }: RegisterRequest,
): Promise<string | undefined> {
	const branch = branchOf(name);
	const tip = await branchTip(clone, branch);
	if (tip === undefined) {
		if (renumber) throw new UsageError(`there is no branch ${branch} to renumber`, ['Run this without --renumber.']);
		return undefined;
	}
	if (renumber) return tip;
	const winner = registry.plugins.find(({ sourcing }) => sourcing.supported && sourcing.id === BigInt(id));
	if (winner !== undefined && id !== 0 && winner.name !== name) {
		const commit = await addedBy(clone, base.commit, winner.name);
		throw new UsageError(
			`the id ${id} of the branch ${branch} went to ${winner.name} meanwhile${commit === undefined ? '' : ` (${commit})`}; the first that is merged keeps it`,
			['Take the next free id, on top of the new main: run this again with --renumber.'],
		);
	}
	throw new UsageError(`${clone.root} has a branch ${branch} already`, [
		'Make it anew on top of the current main with --renumber,',
		`or give it up: git -C ${clone.root} branch -D ${branch}`,
	]);
}

function refuseDisagreement(entry: RegistryEntry, library: LibraryFacts): void {
	const [first, ...rest] = compareWithLibrary(entry, library);
	if (first === undefined) return;
	const show = ({ what, entry: a, library: b }: typeof first) => `${what}: the entry says ${a}, the library ${b}`;
	throw new UsageError(`the entry and the library disagree on the ${show(first)}`, rest.map(show));
}

function refuseErrors(findings: readonly RegistryFinding[]): void {
	const errors = findings.filter(({ severity }) => severity === 'error');
	const [first] = errors;
	if (first === undefined) return;
	throw new UsageError(`the entry cannot be registered: ${first.message}`, [
		...errors.slice(1).map(({ message }) => message),
		'The entry comes from `registry` in plugin-kit.yaml and from the library.',
	]);
}

async function askAboutSharing(findings: readonly RegistryFinding[], { confirm, say }: Conversation): Promise<void> {
	for (const finding of findings) {
		if (finding.rule !== 'source-shared') say(renderFinding(finding));
		else if (!(await confirm(`${finding.message}. Have the events the same format?`))) {
			throw new UsageError('the event source is not yours to share', ['Give the plugin a source of its own.']);
		}
	}
}
