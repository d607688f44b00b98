/** Where the published JSON Schemas can be read; editors use it to check plugin-kit.yaml. */
export function schemaUrl(name: string): string {
	return `https://raw.githubusercontent.com/falcosecurity/plugin-kit/main/docs/schemas/${name}.schema.json`;
}
