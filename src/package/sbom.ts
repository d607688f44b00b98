import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { sha256 } from './checksums.ts';
import type { PluginVersion } from './names.ts';

/** What a bill of materials tells of a release. */
export interface SbomSubject extends PluginVersion {
	description: string;
	/** SPDX identifier. */
	license?: string;
	/** Where the source is. */
	url?: string;
	/** Libraries that the loader looks for, such as `libc.so.6`. */
	needed: readonly string[];
	/** Each file that the archives carry, by its path in the release. */
	files: ReadonlyMap<string, Buffer>;
}

/**
 * A bill of materials in CycloneDX 1.6 JSON: the plugin, each file that is delivered with its SHA-256, and the shared
 * libraries that it needs. It has no time and no serial number, so that equal releases have equal bytes.
 */
export function renderSbom({ name, version, description, license, url, needed, files }: SbomSubject): string {
	const { Component, Metadata, Bom, SpdxLicense, ExternalReference } = Models;
	const plugin = new Component(Enums.ComponentType.Library, name, {
		version,
		description,
		bomRef: `${name}@${version}`,
	});
	if (license !== undefined) plugin.licenses.add(new SpdxLicense(license));
	if (url !== undefined) plugin.externalReferences.add(new ExternalReference(url, Enums.ExternalReferenceType.VCS));
	const bom = new Bom({ metadata: new Metadata({ component: plugin }) });
	for (const [path, bytes] of files) {
		const file = new Component(Enums.ComponentType.File, path, { bomRef: `${name}@${version}/${path}` });
		file.hashes.set(Enums.HashAlgorithm['SHA-256'], sha256(bytes));
		bom.components.add(file);
		plugin.dependencies.add(file.bomRef);
	}
	for (const library of needed) {
		const component = new Component(Enums.ComponentType.Library, library, { bomRef: `needed/${library}` });
		bom.components.add(component);
		plugin.dependencies.add(component.bomRef);
	}
	const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
	return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}
