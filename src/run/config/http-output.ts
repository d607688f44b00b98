import type { HttpOutputConfig } from './model.ts';
import type { Section } from './section.ts';

const DEFAULTS = { userAgent: 'falcosecurity/falco', caPath: '/etc/ssl/certs', maxTimeouts: 5 } as const;
const MOST_TIMEOUTS = 1_000;

/** `http_output` where it is enabled. */
export function readHttpOutput(config: Section): HttpOutputConfig | null {
	const section = config.section('http_output');
	if (section === undefined) return null;
	const enabled = section.boolean('enabled', false);
	const url = section.text('url');
	const mtls = section.boolean('mtls', false);
	const output = {
		userAgent: section.text('user_agent') ?? DEFAULTS.userAgent,
		insecure: section.boolean('insecure', false),
		caCert: section.text('ca_cert') ?? '',
		caBundle: section.text('ca_bundle') ?? '',
		caPath: section.text('ca_path') ?? DEFAULTS.caPath,
		echo: section.boolean('echo', false),
		compress: section.boolean('compress_uploads', false),
		keepAlive: section.boolean('keep_alive', false),
		maxTimeouts: Math.min(
			MOST_TIMEOUTS,
			Math.max(0, section.integer('max_consecutive_timeouts', DEFAULTS.maxTimeouts)),
		),
	};
	section.accept(['client_cert', 'client_key']);
	const finished = enabled
		? { ...output, url: readUrl(section, url), clientCertificate: mtls ? identity(section) : null }
		: null;
	section.finish();
	return finished;
}

function identity(section: Section): { cert: string; key: string } {
	return { cert: section.required('client_cert'), key: section.required('client_key') };
}

function readUrl(section: Section, text: string | undefined): URL {
	const written = text ?? section.required('url');
	const url = URL.canParse(written) ? new URL(written) : undefined;
	if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
	return section.refuse(
		section.value('url') ?? section.node,
		'url',
		`has to be an http or https address, not '${written}'`,
	);
}
