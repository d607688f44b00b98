import semver from 'semver';
import type { Machine } from '../../harness/subjects.ts';
import { UsageError } from '../errors.ts';
import { PLUGIN_NAME } from '../registry/model.ts';

/** A plugin as its archives are called after it. */
export interface PluginVersion {
	name: string;
	/** MAJOR.MINOR.PATCH with an optional pre-release. */
	version: string;
}

/** Name of each machine in an image index, which uses Go's words. */
export const OCI_ARCHITECTURES: Readonly<Record<Machine, string>> = { x86_64: 'amd64', aarch64: 'arm64' };

/** Throws a UsageError for a name or a version that the registry's tools do not take (facts/registry.md 5.1). */
export function assertReleasable({ name, version }: PluginVersion): void {
	if (!PLUGIN_NAME.test(name)) {
		throw new UsageError(`the plugin is called '${name}', which no archive of the registry can be called`, [
			'A name begins with a lower-case letter and has only a-z, 0-9, - and _.',
		]);
	}
	const parsed = semver.parse(version);
	if (parsed === null || parsed.build.length > 0 || parsed.version !== version) {
		throw new UsageError(`the version '${version}' cannot be released`, [
			'It must be MAJOR.MINOR.PATCH, without +build.',
		]);
	}
}

/** Name of the library in its archive, which is the one that Falco and falcoctl look for. */
export function libraryName(name: string): string {
	return `lib${name}.so`;
}

export function pluginArchiveName({ name, version }: PluginVersion, machine: Machine): string {
	return `${name}-${version}-linux-${machine}.tar.gz`;
}

export function rulesArchiveName({ name, version }: PluginVersion): string {
	return `${name}-rules-${version}.tar.gz`;
}

/** The parts of a plugin archive's name, or undefined for another name. */
export function parseArchiveName(file: string): (PluginVersion & { platform: string; machine: string }) | undefined {
	const match =
		/^(?<name>[a-z][a-z0-9_-]*?)-(?<version>\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+?)?)-(?<platform>[a-z]+)-(?<machine>[a-z0-9_]+)\.tar\.gz$/.exec(
			file,
		);
	const { name, version, platform, machine } = match?.groups ?? {};
	if (name === undefined || version === undefined || platform === undefined || machine === undefined) return undefined;
	return { name, version, platform, machine };
}

/** The tags of a release: a pre-release has its full version only (facts/registry.md 5.2). */
export function tagsOf(version: string): string[] {
	const parsed = semver.parse(version);
	if (parsed === null || parsed.prerelease.length > 0) return [version];
	return [version, `${parsed.major}.${parsed.minor}`, String(parsed.major), 'latest'];
}
