import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Machine } from '../../harness/subjects.ts';
import { readElf } from '../elf/read.ts';
import { CannotRunError, UsageError } from '../errors.ts';
import { type LibraryFacts, libraryFacts } from '../registry/library.ts';
import type { PluginPorts, PluginProject } from '../registry/ports.ts';
import { type PackedFile, packTarGz, readTarGz } from './archive.ts';
import { judgeArchiveLayout } from './archive-layout.ts';
import { renderChecksums, sha256 } from './checksums.ts';
import { artifactRepository, type Repository, renderIndex } from './index-yaml.ts';
import { machineOf } from './machine.ts';
import {
	assertReleasable,
	libraryName,
	type PluginVersion,
	parseArchiveName,
	pluginArchiveName,
	rulesArchiveName,
	tagsOf,
} from './names.ts';
import { type Artifact, buildOciLayout, type OciLayout } from './oci-layout.ts';
import { rulesNeeds } from './rules-needs.ts';
import { renderSbom } from './sbom.ts';

export interface PackageRequest {
	/** Folder of the plugin project. */
	project: string;
	/** Archives of the same version that were packed on other machines. */
	with: readonly string[];
	/** Where the artifacts will be; without one there is no index. */
	repository?: (project: PluginProject) => Repository | undefined;
	/** Time of the release for the images, where it is known. */
	created?: Date;
}

/** An image layout and where it belongs. */
export interface ReleaseImage {
	type: Artifact['type'];
	/** Folder of the layout in the release. */
	folder: string;
	layout: OciLayout;
	/** Repository without tag, such as `ghcr.io/jroe/buoy/plugin/buoy`. */
	target?: string;
	tags: readonly string[];
}

/** A release in memory: every file by its path in the release folder. */
export interface Release extends PluginVersion {
	files: ReadonlyMap<string, Buffer>;
	images: readonly ReleaseImage[];
	tests: string;
}

/** The library failed its tests. */
export interface NotReleasable {
	tests: string;
}

/**
 * Packs a plugin project: archives, checksums, bill of materials, image layouts, index. It packs the very bytes that
 * were tested. Nothing is written. Throws a UsageError for what cannot be released.
 */
export async function packRelease(request: PackageRequest, ports: PluginPorts): Promise<Release | NotReleasable> {
	const project = await ports.project(request.project);
	if (!existsSync(project.library)) {
		throw new UsageError(`there is no ${project.library}`, ['Build it first: plugin-kit build']);
	}
	const tested = await ports.test(project.library);
	if (!tested.ok) return { tests: tested.summary };
	const library = libraryFacts(await ports.describe(project.library), project.library);
	assertReleasable(library);
	const bytes = readFileSync(project.library);
	if (sha256(bytes) !== tested.sha256) {
		throw new UsageError(`${project.library} is not the file that was tested`, [
			'Run this again while nothing builds.',
		]);
	}
	const archives = pluginArchives(library, bytes, project.library, request.with);
	const rules = project.rules.map(rulesFile);
	const rulesArchive = rules.length === 0 ? undefined : packTarGz(distinct(rules));
	const top = new Map<string, Buffer>();
	for (const [machine, archive] of archives) top.set(pluginArchiveName(library, machine), archive);
	if (rulesArchive !== undefined) top.set(rulesArchiveName(library), rulesArchive);

	const repository = request.repository?.(project);
	const images = imagesOf({ library, archives, rules, rulesArchive, project, repository, created: request.created });
	top.set('sbom.cdx.json', Buffer.from(sbomOf(library, project, bytes, rules)));
	if (repository !== undefined) {
		const { name, description } = library;
		const words = { name, description: project.registry.description ?? description, hasRules: rules.length > 0 };
		top.set('index.yaml', Buffer.from(renderIndex(words, project.registry, repository)));
	}
	const files = new Map(top);
	files.set('checksums.txt', Buffer.from(renderChecksums(top)));
	for (const { folder, layout } of images)
		for (const [path, blob] of layout.files) files.set(`${folder}/${path}`, blob);
	return { name: library.name, version: library.version, files, images, tests: tested.summary };
}

/** The archive of the library built here, and those that were packed elsewhere. */
function pluginArchives(
	plugin: PluginVersion,
	bytes: Buffer,
	library: string,
	others: readonly string[],
): Map<Machine, Buffer> {
	const machine = machineOf(bytes);
	if (machine === undefined) {
		throw new CannotRunError(`${library} is no object for x86_64 or aarch64`, ['Falco is released for these two.']);
	}
	const archives = new Map([[machine, packTarGz([{ name: libraryName(plugin.name), mode: 0o755, bytes }])]]);
	for (const file of others) {
		const archive = basename(file);
		if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
		const packed = readFileSync(file);
		const outcome = judgeArchiveLayout({ archive, entries: readTarGz(packed, file), plugin });
		const [finding] = outcome.kind === 'judged' ? outcome.findings : [];
		if (finding !== undefined) throw new UsageError(`${file}: ${finding.message}`, [finding.fix ?? '']);
		const other = parseArchiveName(archive)?.machine as Machine;
		if (archives.has(other)) throw new UsageError(`${file}: there is an archive for ${other} already`);
		archives.set(other, packed);
	}
	return archives;
}

function rulesFile(file: string): PackedFile {
	try {
		return { name: basename(file), mode: 0o644, bytes: readFileSync(file) };
	} catch (error) {
		throw new UsageError(`cannot read the rules file ${file}: ${(error as NodeJS.ErrnoException).code}`);
	}
}

/** Files of one archive stand beside each other, so their names must differ. */
function distinct(files: readonly PackedFile[]): readonly PackedFile[] {
	const names = new Set<string>();
	for (const { name } of files) {
		if (names.has(name))
			throw new UsageError(`two rules files are called ${name}`, ['An archive of rules has no folders.']);
		names.add(name);
	}
	return files;
}

interface ImageParts {
	library: LibraryFacts;
	archives: ReadonlyMap<Machine, Buffer>;
	rules: readonly PackedFile[];
	rulesArchive?: Buffer;
	project: PluginProject;
	repository?: Repository;
	created?: Date;
}

function imagesOf({
	library,
	archives,
	rules,
	rulesArchive,
	project,
	repository,
	created,
}: ImageParts): ReleaseImage[] {
	const { name, version, requiredApiVersion } = library;
	const tags = tagsOf(version);
	const notes = { source: project.registry.url, created: created?.toISOString(), tag: version };
	const image = (type: Artifact['type'], artifact: Artifact): ReleaseImage => ({
		type,
		folder: `oci/${type}`,
		layout: buildOciLayout(artifact, notes),
		target: repository && `${repository.registry}/${artifactRepository(repository, type, name)}`,
		tags,
	});
	const layers = new Map(
		[...archives].map(([machine, bytes]) => [machine, { title: pluginArchiveName(library, machine), bytes }]),
	);
	const requirements = [{ name: 'plugin_api_version', version: requiredApiVersion }];
	const images = [image('plugin', { type: 'plugin', config: { name, version, requirements }, layers })];
	if (rulesArchive !== undefined) {
		const needs = rulesNeeds(rules.map((file) => ({ name: file.name, text: file.bytes.toString('utf8') })));
		const config = { name: `${name}-rules`, version, ...needs };
		const layer = { title: rulesArchiveName(library), bytes: rulesArchive };
		images.push(image('rulesfile', { type: 'rulesfile', config, layer }));
	}
	return images;
}

function sbomOf(library: LibraryFacts, project: PluginProject, bytes: Buffer, rules: readonly PackedFile[]): string {
	const { name, version } = library;
	const { description = library.description, license, url } = project.registry;
	const files = new Map([
		[libraryName(name), bytes],
		...rules.map((file): [string, Buffer] => [file.name, file.bytes]),
	]);
	const reading = readElf(bytes, project.library);
	const needed = reading.kind === 'object' ? reading.object.needed : [];
	return renderSbom({ name, version, description, license, url, needed, files });
}
