import { describe, expect, it } from 'vitest';
import { readConfig, refusal } from './read-config.ts';

describe('outputs of falco.yaml', () => {
	it('are off unless they are enabled', () => {
		const { config, warnings } = readConfig(`
file_output: { enabled: false, filename: x }
program_output: { enabled: false, program: cat }
http_output: { enabled: false, url: nonsense }
syslog_output: { enabled: true }
`);
		expect(config.outputs).toMatchObject({ stdout: false, syslog: true, file: null, program: null, http: null });
		expect(warnings).toEqual([]);
	});

	it('have what they need', () => {
		const { outputs } = readConfig(`
file_output: { enabled: true, filename: a.log, keep_alive: true }
program_output: { enabled: true, program: "jq '{text: .output}' | cat" }
http_output:
  enabled: true
  url: https://sidekick.example:2801/
  user_agent: desk
  insecure: true
  ca_cert: /ca.pem
  mtls: true
  client_cert: /c.pem
  client_key: /k.pem
  compress_uploads: true
  keep_alive: true
  max_consecutive_timeouts: 2
`).config;
		expect(outputs.file).toEqual({ filename: 'a.log', keepAlive: true });
		expect(outputs.program).toEqual({ program: "jq '{text: .output}' | cat", keepAlive: false });
		expect(outputs.http).toEqual({
			url: new URL('https://sidekick.example:2801/'),
			userAgent: 'desk',
			insecure: true,
			caCert: '/ca.pem',
			caBundle: '',
			caPath: '/etc/ssl/certs',
			clientCertificate: { cert: '/c.pem', key: '/k.pem' },
			echo: false,
			compress: true,
			keepAlive: true,
			maxTimeouts: 2,
		});
	});

	it.each([
		['file_output: { enabled: true }', "'file_output.filename' is missing"],
		['program_output: { enabled: true, program: "" }', "'program_output.program' is missing"],
		['http_output: { enabled: true }', "'http_output.url' is missing"],
		['http_output: { enabled: true, url: "file:///x" }', 'has to be an http or https address'],
		['http_output: { enabled: true, url: "http://x", mtls: true }', "'http_output.client_cert' is missing"],
	])('refuses %s', (text, message) => {
		expect(refusal(text)).toContain(message);
	});
});
