import { describe, expect, it } from 'vitest';
import { readConfig, refusal } from './read-config.ts';

const TWO = `
plugins:
  - name: cloudtrail
    library_path: libcloudtrail.so
    init_config: { sqsDelete: no, s3DownloadConcurrency: 64, aws: { region: "7" } }
    open_params: "  s3://bucket  "
  - { name: json, library_path: /opt/plugins/../libjson.so, init_config: '{"useAsync": false}' }
`;

describe('plugins of falco.yaml', () => {
	it('have their texts as they reach the plugin', () => {
		expect(readConfig(TWO).config.plugins).toMatchObject([
			{
				name: 'cloudtrail',
				library: '/usr/share/falco/plugins/libcloudtrail.so',
				initConfig: '{"aws":{"region":7},"s3DownloadConcurrency":64,"sqsDelete":false}',
				openParams: 's3://bucket',
			},
			{ name: 'json', library: '/opt/libjson.so', initConfig: '{"useAsync": false}', openParams: '' },
		]);
	});

	it('are loaded as load_plugins says, in its order', () => {
		const names = (more: string) => readConfig(TWO + more).config.plugins.map(({ name }) => name);
		expect(names('load_plugins: [json, cloudtrail]')).toEqual(['json', 'cloudtrail']);
		expect(names('load_plugins: []')).toEqual([]);
		expect(refusal(`${TWO}load_plugins: [jason]`)).toBe(
			"falco.yaml:8:16: 'load_plugins' names the plugin 'jason', which 'plugins' does not have",
		);
	});

	it('need a name and a path that stays in the folder of plugins', () => {
		expect(refusal('plugins: [{ name: a }]')).toBe("falco.yaml:1:11: 'plugins[0].library_path' is missing");
		expect(refusal('plugins: [{ library_path: a }]')).toContain("'plugins[0].name' is missing");
		expect(refusal('plugins: [{ name: a, library_path: x/../../a.so }]')).toContain('leaves /usr/share/falco/plugins');
		expect(refusal('plugins: [{ name: a, library_path: /a.so, init_config: [1] }]')).toContain('a text or a mapping');
		expect(refusal('plugins: [text]')).toBe("falco.yaml:1:11: 'plugins[0]' has to be a mapping");
	});

	it('get the text null for an empty mapping, and a warning', () => {
		const { config, warnings } = readConfig('plugins: [{ name: a, library_path: /a.so, init_config: {} }]');
		expect(config.plugins[0]?.initConfig).toBe('null');
		expect(warnings).toHaveLength(1);
	});
});
