/** A type of the official checker's model, by the name that Go prints in its messages. */
export type GoType =
	| { kind: 'string' | 'bool' | 'uint'; name: string }
	| { kind: 'list'; name: string; items: GoType }
	| { kind: 'struct'; name: string; fields: Readonly<Record<string, GoType>> };

const TEXT: GoType = { kind: 'string', name: 'string' };
const TEXTS: GoType = { kind: 'list', name: '[]string', items: TEXT };
const TRUTH: GoType = { kind: 'bool', name: 'bool' };

const MAINTAINER_NAME = 'struct { Email string "yaml:\\"email\\""; Name string "yaml:\\"name\\"" }';

const MAINTAINER: GoType = { kind: 'struct', name: MAINTAINER_NAME, fields: { email: TEXT, name: TEXT } };

const CAPABILITIES: GoType = {
	kind: 'struct',
	name: 'registry.Capabilities',
	fields: {
		sourcing: {
			kind: 'struct',
			name: 'registry.SourcingCapability',
			fields: { supported: TRUTH, id: { kind: 'uint', name: 'uint' }, source: TEXT },
		},
		extraction: {
			kind: 'struct',
			name: 'registry.ExtractionCapability',
			fields: { supported: TRUTH, sources: TEXTS },
		},
	},
};

const SIGNATURE: GoType = {
	kind: 'struct',
	name: 'index.Signature',
	fields: {
		cosign: {
			kind: 'struct',
			name: 'index.CosignSignature',
			fields: {
				'certificate-oidc-issuer': TEXT,
				'certificate-oidc-issuer-regexp': TEXT,
				'certificate-identity': TEXT,
				'certificate-identity-regexp': TEXT,
				'certificate-github-workflow': TEXT,
				key: TEXT,
				'ignore-tlog': TRUTH,
			},
		},
	},
};

/** `Plugin` of the official checker (falcosecurity/plugins, build/registry/pkg/registry/types.go). */
export const ENTRY: GoType & { kind: 'struct' } = {
	kind: 'struct',
	name: 'registry.Plugin',
	fields: {
		name: TEXT,
		description: TEXT,
		authors: TEXT,
		contact: TEXT,
		maintainers: { kind: 'list', name: `[]${MAINTAINER_NAME}`, items: MAINTAINER },
		keywords: TEXTS,
		url: TEXT,
		rules_url: TEXT,
		license: TEXT,
		reserved: TRUTH,
		signature: SIGNATURE,
		capabilities: CAPABILITIES,
	},
};

/** `Registry` of the official checker. */
export const REGISTRY: GoType & { kind: 'struct' } = {
	kind: 'struct',
	name: 'registry.Registry',
	fields: { plugins: { kind: 'list', name: '[]registry.Plugin', items: ENTRY }, reserved_sources: TEXTS },
};
