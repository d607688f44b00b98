import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, rootCertificates } from 'node:tls';
import { UsageError } from '../../errors.ts';
import { readRegularFile } from '../../project/read-file.ts';
import type { HttpOutputConfig } from '../config/model.ts';
import { reasonOf } from './alert-output.ts';

/** Where systems keep the certificates that they trust; Falco's default. */
const SYSTEM_CERTIFICATES = '/etc/ssl/certs';
const MOST_CERTIFICATE_FILES = 2_000;
/** Bytes of one file of them. */
const LARGEST_CERTIFICATES = 16 << 20;

export interface TlsOptions {
	readonly rejectUnauthorized: boolean;
	readonly ca: (string | Buffer)[];
	readonly cert?: Buffer;
	readonly key?: Buffer;
}

/**
 * Whom an https output trusts and who it is. Of the keys for trust the first that is set counts: `ca_cert`, `ca_bundle`,
 * `ca_path`.
 * @throws UsageError for a file that cannot be read
 */
export function tlsOptions(config: HttpOutputConfig): TlsOptions {
	return {
		rejectUnauthorized: !config.insecure,
		ca: trusted(config),
		...(config.clientCertificate === null
			? {}
			: {
					cert: readCertificate('client_cert', config.clientCertificate.cert),
					key: readCertificate('client_key', config.clientCertificate.key),
				}),
	};
}

function trusted({ caCert, caBundle, caPath }: HttpOutputConfig): (string | Buffer)[] {
	if (caCert !== '') return [readCertificate('ca_cert', caCert)];
	if (caBundle !== '') return [readCertificate('ca_bundle', caBundle)];
	if (caPath === SYSTEM_CERTIFICATES) return [...getCACertificates('system'), ...rootCertificates];
	try {
		const names = readdirSync(caPath).filter((name) => /\.(?:pem|crt|\d)$/.test(name));
		return names
			.slice(0, MOST_CERTIFICATE_FILES)
			.map((name) => readRegularFile(join(caPath, name), LARGEST_CERTIFICATES));
	} catch (error) {
		throw new UsageError(`http_output.ca_path: ${caPath} can't be read (${reasonOf(error)})`);
	}
}

function readCertificate(key: string, file: string): Buffer {
	try {
		return readRegularFile(file, LARGEST_CERTIFICATES);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		throw new UsageError(`http_output.${key}: ${error.message}`);
	}
}
