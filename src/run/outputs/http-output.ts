import * as http from 'node:http';
import * as https from 'node:https';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HttpOutputConfig } from '../config/model.ts';
import type { RunAlert } from '../plan.ts';
import { type AlertOutput, type Report, reasonOf } from './alert-output.ts';
import { tlsOptions } from './tls-options.ts';

const LONGEST_ANSWER = 64 * 1024;
const compress = promisify(gzip);

export interface HttpSurroundings {
	readonly shape: 'text' | 'json';
	/** How long one attempt may take. */
	readonly timeoutMs: number;
	/** Where answers are written with `echo`. */
	readonly stdout: NodeJS.WritableStream;
	readonly report: Report;
}

interface Answer {
	readonly status: number;
	readonly text: Buffer;
}

/**
 * Each alert as the body of a POST, without a line break, as Falco sends it and falcosidekick takes it. Sent again after a
 * timeout only. Falco does not look at the status; a refusal is told here, once for each status.
 */
export class HttpOutput implements AlertOutput {
	readonly name = 'http_output';
	readonly batchSize = 1;
	readonly #config: HttpOutputConfig;
	readonly #surroundings: HttpSurroundings;
	readonly #agent: http.Agent;
	readonly #headers: Readonly<Record<string, string>>;
	readonly #toldStatus = new Set<number>();
	readonly #abandoned = new AbortController();

	/** @throws UsageError for certificates that cannot be read */
	constructor(config: HttpOutputConfig, surroundings: HttpSurroundings) {
		this.#config = config;
		this.#surroundings = surroundings;
		const { keepAlive } = config;
		const secure = config.url.protocol === 'https:';
		this.#agent = secure ? new https.Agent({ keepAlive, ...tlsOptions(config) }) : new http.Agent({ keepAlive });
		this.#headers = {
			'content-type': surroundings.shape === 'json' ? 'application/json' : 'text/plain',
			'user-agent': config.userAgent,
			...(config.compress ? { 'content-encoding': 'gzip' } : {}),
		};
	}

	async send(alerts: readonly RunAlert[]): Promise<void> {
		for (const { line } of alerts) {
			const plain = Buffer.from(line, 'latin1');
			const answer = await this.#post(this.#config.compress ? await compress(plain) : plain);
			if (answer.status >= 300) this.#tellStatus(answer);
			if (this.#config.echo && answer.text.length > 0) this.#surroundings.stdout.write(`${answer.text}\n`);
		}
	}

	async close(): Promise<void> {
		this.#agent.destroy();
	}

	abandon(): void {
		this.#abandoned.abort();
		this.#agent.destroy();
	}

	#tellStatus({ status, text }: Answer): void {
		if (this.#toldStatus.has(status)) return;
		this.#toldStatus.add(status);
		const [line = ''] = text.toString().split('\n');
		const { report } = this.#surroundings;
		report(
			`${this.name}: ${this.#config.url} answered ${status}${line === '' ? '' : `: ${line.slice(0, 200)}`} (Falco does not look)`,
		);
	}

	async #post(body: Buffer): Promise<Answer> {
		const { url, maxTimeouts } = this.#config;
		for (let attempt = 0; ; attempt++) {
			const result = await this.#attempt(body);
			if (result.kind === 'answer') return result;
			if (result.kind === 'failed') throw new Error(`${url} cannot be reached: ${result.reason}`);
			if (attempt >= maxTimeouts) {
				throw new Error(`${url} did not answer within ${this.#surroundings.timeoutMs} ms, ${attempt + 1} times`);
			}
		}
	}

	#attempt(
		body: Buffer,
	): Promise<({ kind: 'answer' } & Answer) | { kind: 'timeout' } | { kind: 'failed'; reason: string }> {
		const deadline = AbortSignal.timeout(this.#surroundings.timeoutMs);
		const { url } = this.#config;
		const { request } = url.protocol === 'https:' ? https : http;
		return new Promise((resolve) => {
			const sent = request(url, {
				method: 'POST',
				agent: this.#agent,
				headers: { ...this.#headers, 'content-length': String(body.length) },
				signal: AbortSignal.any([deadline, this.#abandoned.signal]),
			});
			const fail = (error: Error): void =>
				resolve(deadline.aborted ? { kind: 'timeout' } : { kind: 'failed', reason: reasonOf(error) });
			sent.on('error', fail);
			sent.on('response', (response) => {
				const chunks: Buffer[] = [];
				let length = 0;
				response.on('error', fail);
				response.on('data', (chunk: Buffer) => {
					if (length < LONGEST_ANSWER) chunks.push(chunk.subarray(0, LONGEST_ANSWER - length));
					length += chunk.length;
				});
				response.on('end', () =>
					resolve({ kind: 'answer', status: response.statusCode ?? 0, text: Buffer.concat(chunks) }),
				);
			});
			sent.end(body);
		});
	}
}
