import { utf8Of } from '../../harness/protocol/returned-text.ts';
import type { Description, FileReading } from '../../harness/subjects.ts';
import type { PluginReport } from '../report/model.ts';

/** What the report says of the plugin; null for what is not known, because the file or discovery did not give it. */
export function pluginReport(path: string, reading: FileReading, description: Description | undefined): PluginReport {
	const object = reading.kind === 'object' ? reading.object : undefined;
	const loaded = description?.load.kind === 'loaded' ? description : undefined;
	return {
		path,
		name: (loaded && utf8Of(loaded.name)) ?? null,
		version: (loaded && utf8Of(loaded.version)) ?? null,
		apiVersion: (loaded && utf8Of(loaded.requiredApiVersion)) ?? null,
		description: (loaded && utf8Of(loaded.description)) ?? null,
		id: loaded?.id ?? null,
		eventSource: (loaded && utf8Of(loaded.eventSource)) ?? null,
		capabilities: loaded?.capabilities ?? null,
		language: object?.language ?? null,
		architecture: object?.machine ?? null,
	};
}
