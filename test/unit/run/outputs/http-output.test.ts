import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { HttpOutputConfig } from '../../../../src/run/config/model.ts';
import { HttpOutput } from '../../../../src/run/outputs/http-output.ts';
import { alertOf } from './some-alerts.ts';

interface Request {
	readonly method: string;
	readonly path: string;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: Buffer;
	readonly port: number;
}

type Server = http.Server | https.Server;

/** A server on loopback that keeps what it gets and answers as it is told. */
async function serve(
	server: Server,
	answer: (response: http.ServerResponse, call: number) => void = (response) => response.end(),
): Promise<{ url: URL; requests: Request[] }> {
	const requests: Request[] = [];
	server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url: path = '', headers } = request;
			requests.push({ method, path, headers, body: Buffer.concat(chunks), port: request.socket.remotePort ?? 0 });
			answer(response, requests.length);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	const { port } = server.address() as AddressInfo;
	return { url: new URL(`${server instanceof https.Server ? 'https' : 'http'}://localhost:${port}/falco`), requests };
}

function outputTo(
	url: URL,
	config: Partial<HttpOutputConfig> = {},
	shape: 'text' | 'json' = 'text',
	timeoutMs = 5_000,
) {
	const stdout = new PassThrough();
	const problems: string[] = [];
	const output = new HttpOutput(
		{
			url,
			userAgent: 'falcosecurity/falco',
			insecure: false,
			caCert: '',
			caBundle: '',
			caPath: '/etc/ssl/certs',
			clientCertificate: null,
			echo: false,
			compress: false,
			keepAlive: false,
			maxTimeouts: 5,
			...config,
		},
		{ shape, timeoutMs, stdout, report: (problem) => problems.push(problem) },
	);
	onTestFinished(() => output.close());
	return { output, stdout, problems };
}

describe('http', () => {
	it('posts each alert as Falco does', async () => {
		const { url, requests } = await serve(http.createServer());
		await outputTo(url).output.send([alertOf('12:00:00 Warning caf\xc3\xa9')]);
		await outputTo(url, { userAgent: 'desk' }, 'json').output.send([alertOf('{"rule":"A"}')]);
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /falco', 'POST /falco']);
		expect(requests[0]?.headers).toMatchObject({
			'content-type': 'text/plain',
			'user-agent': 'falcosecurity/falco',
			'content-length': '22',
		});
		expect(requests[0]?.body.toString()).toBe('12:00:00 Warning café');
		expect(requests[1]?.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'desk' });
	});

	it('keeps its connection, compresses, and shows answers where that is asked for', async () => {
		const { url, requests } = await serve(http.createServer(), (response) => response.end('thanks'));
		const { output, stdout } = outputTo(url, { keepAlive: true, compress: true, echo: true });
		for (const text of ['one', 'two']) await output.send([alertOf(text)]);
		expect(requests.map(({ body }) => gunzipSync(body).toString())).toEqual(['one', 'two']);
		expect(requests[0]?.headers['content-encoding']).toBe('gzip');
		expect(requests[0]?.port).toBe(requests[1]?.port);
		expect(stdout.read()?.toString()).toBe('thanks\nthanks\n');
	});

	it('sends again after a timeout, as often as it may', async () => {
		const { url, requests } = await serve(http.createServer(), (response, call) => {
			if (call === 3) response.end();
		});
		await outputTo(url, { maxTimeouts: 2 }, 'text', 100).output.send([alertOf('x')]);
		expect(requests).toHaveLength(3);
		await expect(outputTo(url, { maxTimeouts: 1 }, 'text', 100).output.send([alertOf('x')])).rejects.toThrow(
			`${url} did not answer within 100 ms, 2 times`,
		);
	});

	it('tells a refusal once, and a server that is not there', async () => {
		const { url } = await serve(http.createServer(), (response) => response.writeHead(404).end('no such hook\n'));
		const { output, problems } = outputTo(url);
		await output.send([alertOf('x'), alertOf('y')]);
		expect(problems).toEqual([`http_output: ${url} answered 404: no such hook (Falco does not look)`]);
		const gone = new URL('http://127.0.0.1:9/');
		await expect(outputTo(gone).output.send([alertOf('x')])).rejects.toThrow(`${gone} cannot be reached: ECONNREFUSED`);
	});

	it('can be given up while it waits', async () => {
		const arrived = Promise.withResolvers<void>();
		const { url } = await serve(http.createServer(), () => arrived.resolve());
		const { output } = outputTo(url);
		const sending = expect(output.send([alertOf('x')])).rejects.toThrow('cannot be reached');
		await arrived.promise;
		output.abandon();
		await sending;
	});
});

describe('https', () => {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-tls-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const file = (name: string) => join(folder, name);
	for (const name of ['server', 'client']) {
		const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost'];
		const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file(`${name}.key`)];
		execFileSync('openssl', ['req', '-x509', ...key, ...subject, '-days', '2', '-out', file(`${name}.pem`)], {
			stdio: 'ignore',
		});
	}
	const identity = { key: readFileSync(file('server.key')), cert: readFileSync(file('server.pem')) };

	it('trusts whom it is told to, by file, bundle or folder', async () => {
		const { url, requests } = await serve(https.createServer(identity));
		await outputTo(url, { caCert: file('server.pem') }).output.send([alertOf('by file')]);
		await outputTo(url, { caBundle: file('server.pem') }).output.send([alertOf('by bundle')]);
		await outputTo(url, { caPath: folder }).output.send([alertOf('by folder')]);
		await outputTo(url, { insecure: true }).output.send([alertOf('anyone')]);
		expect(requests.map(({ body }) => body.toString())).toEqual(['by file', 'by bundle', 'by folder', 'anyone']);
	});

	it('refuses a server that it has no reason to trust', async () => {
		const { url } = await serve(https.createServer(identity));
		await expect(outputTo(url).output.send([alertOf('x')])).rejects.toThrow('DEPTH_ZERO_SELF_SIGNED_CERT');
	});

	it('says who it is to a server that asks', async () => {
		const options = { ...identity, ca: readFileSync(file('client.pem')), requestCert: true, rejectUnauthorized: true };
		const { url, requests } = await serve(https.createServer(options));
		const clientCertificate = { cert: file('client.pem'), key: file('client.key') };
		await outputTo(url, { caCert: file('server.pem'), clientCertificate }).output.send([alertOf('known')]);
		await expect(outputTo(url, { caCert: file('server.pem') }).output.send([alertOf('unknown')])).rejects.toThrow(
			'cannot be reached',
		);
		expect(requests.map(({ body }) => body.toString())).toEqual(['known']);
	});

	it('names the certificate that cannot be read', () => {
		const url = new URL('https://localhost/');
		expect(() => outputTo(url, { caCert: '/no/ca.pem' })).toThrow(
			"http_output.ca_cert: /no/ca.pem: can't be read (ENOENT)",
		);
		expect(() => outputTo(url, { caPath: '/no/certs' })).toThrow(
			"http_output.ca_path: /no/certs can't be read (ENOENT)",
		);
		const clientCertificate = { cert: file('client.pem'), key: '/no/key' };
		expect(() => outputTo(url, { clientCertificate })).toThrow(
			"http_output.client_key: /no/key: can't be read (ENOENT)",
		);
	});
});
