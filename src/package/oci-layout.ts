import type { Machine } from '../../harness/subjects.ts';
import { sha256 } from './checksums.ts';
import { OCI_ARCHITECTURES } from './names.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** What an artifact needs or stands for, as falcoctl's config names it. */
export interface NameAndVersion {
	name: string;
	version: string;
}

/** The config of a Falco artifact: what `falcoctl artifact install` and `follow` read (facts/registry.md 5.2). */
export interface ArtifactConfig extends NameAndVersion {
	dependencies?: readonly (NameAndVersion & { alternatives?: readonly NameAndVersion[] })[];
	requirements?: readonly NameAndVersion[];
}

/** One packed file of an artifact. */
export interface ArtifactLayer {
	/** Name of the archive: falcoctl takes it from the layer's title. */
	title: string;
	bytes: Buffer;
}

export type Artifact =
	/** A plugin is always an index, with one manifest a machine. */
	| { type: 'plugin'; config: ArtifactConfig; layers: ReadonlyMap<Machine, ArtifactLayer> }
	| { type: 'rulesfile'; config: ArtifactConfig; layer: ArtifactLayer };

/** What is said of an artifact beside its content. */
export interface ArtifactNotes {
	/** Address of the source; GitHub's registry links the package to its repository by it. */
	source?: string;
	/** When it was made, RFC 3339. */
	created?: string;
	/** Tag by which the layout calls it. */
	tag: string;
}

/** An OCI image layout: files by their path in it. */
export interface OciLayout {
	files: ReadonlyMap<string, Buffer>;
	/** Digest of the index or manifest that the tag names, which is what is signed. */
	digest: string;
}

interface Descriptor {
	mediaType: string;
	digest: string;
	size: number;
}

/**
 * An OCI image layout with the media types and the config that falcoctl knows. The JSON of the index has the order of
 * keys, and only the keys, that image tools write when they copy an index, so that its digest survives a push.
 */
export function buildOciLayout(artifact: Artifact, notes: ArtifactNotes): OciLayout {
	const files = new Map<string, Buffer>();
	const blob = (mediaType: string, bytes: Buffer): Descriptor => {
		const digest = sha256(bytes);
		files.set(`blobs/sha256/${digest}`, bytes);
		return { mediaType, digest: `sha256:${digest}`, size: bytes.length };
	};
	const json = (mediaType: string, value: unknown) => blob(mediaType, Buffer.from(JSON.stringify(value)));
	const type = artifact.type;
	const config = json(`application/vnd.cncf.falco.${type}.config.v1+json`, configJson(artifact.config));
	const annotations = annotationsOf({
		'org.opencontainers.image.created': notes.created,
		'org.opencontainers.image.source': notes.source,
	});
	const manifest = ({ title, bytes }: ArtifactLayer) => {
		const layer = blob(`application/vnd.cncf.falco.${type}.layer.v1+tar.gz`, bytes);
		const layers = [{ ...layer, annotations: { 'org.opencontainers.image.title': title } }];
		return json(MANIFEST, { schemaVersion: 2, mediaType: MANIFEST, config, layers, ...annotations });
	};
	const root =
		artifact.type === 'plugin' ? json(INDEX, indexOf(artifact.layers, manifest, notes)) : manifest(artifact.layer);
	const named = { ...root, annotations: { 'org.opencontainers.image.ref.name': notes.tag } };
	files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [named] })));
	files.set('oci-layout', Buffer.from(JSON.stringify({ imageLayoutVersion: '1.0.0' })));
	return { files, digest: root.digest };
}

function indexOf(
	layers: ReadonlyMap<Machine, ArtifactLayer>,
	manifest: (layer: ArtifactLayer) => Descriptor,
	{ source }: ArtifactNotes,
) {
	const machines = [...layers].sort(([a], [b]) => (OCI_ARCHITECTURES[a] < OCI_ARCHITECTURES[b] ? -1 : 1));
	const manifests = machines.map(([machine, layer]) => ({
		...manifest(layer),
		platform: { architecture: OCI_ARCHITECTURES[machine], os: 'linux' },
	}));
	return {
		schemaVersion: 2,
		mediaType: INDEX,
		manifests,
		...annotationsOf({ 'org.opencontainers.image.source': source }),
	};
}

function annotationsOf(values: Readonly<Record<string, string | undefined>>): { annotations?: Record<string, string> } {
	const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
	return given.length === 0 ? {} : { annotations: Object.fromEntries(given) };
}

/** The config as falcoctl writes it: lists sorted by name, empty ones left out. */
function configJson({ name, version, dependencies = [], requirements = [] }: ArtifactConfig) {
	const byName = (a: NameAndVersion, b: NameAndVersion) => (a.name < b.name ? -1 : 1);
	return {
		name,
		version,
		...(dependencies.length === 0 ? {} : { dependencies: [...dependencies].sort(byName) }),
		...(requirements.length === 0 ? {} : { requirements: [...requirements].sort(byName) }),
	};
}
