import { utf8Of } from './protocol/returned-text.ts';
import type { Description } from './subjects.ts';

/** The text of the schema that Falco checks configurations against; undefined where it uses none (libs validate_config). */
export function schemaTextOf({ initSchema }: Description): string | undefined {
	if (!initSchema?.typeWritten || initSchema.type === 0) return undefined;
	return utf8Of(initSchema.text) || undefined;
}

/** What Falco passes when the user configures nothing: `{}` where the plugin has a schema, else the empty text. */
export function defaultConfig(description: Description): string {
	return schemaTextOf(description) === undefined ? '' : '{}';
}
