import type { OptionalProperty } from '../../rules/alert/alert-format.ts';
import type { Priority } from '../../rules/file/priority.ts';
import type { RuleMatching } from '../../rules/ruleset/engine.ts';
import type { AppendOutput } from '../../rules/ruleset/extra-output.ts';
import type { RuleSelection } from '../../rules/ruleset/selection.ts';

/** A plugin that the configuration loads. */
export interface ConfiguredPlugin {
	/** What the configuration calls it: a label, no more; its identity comes from the library. */
	readonly name: string;
	/** Absolute path. */
	readonly library: string;
	/** As init gets it. */
	readonly initConfig: string;
	readonly openParams: string;
	/** Where it was configured: `file:line:column` or a flag. */
	readonly place: string;
}

/** `file_output`. */
export interface FileOutputConfig {
	readonly filename: string;
	/** Whether the file stays open between alerts. */
	readonly keepAlive: boolean;
}

/** `program_output`. */
export interface ProgramOutputConfig {
	/** A command for the shell. */
	readonly program: string;
	/** Whether one process gets all alerts. */
	readonly keepAlive: boolean;
}

/** `http_output`. */
export interface HttpOutputConfig {
	readonly url: URL;
	readonly userAgent: string;
	/** Accept any certificate. */
	readonly insecure: boolean;
	/** Trusted certificates: a file, a bundle, or a directory of files; empty for none. */
	readonly caCert: string;
	readonly caBundle: string;
	readonly caPath: string;
	/** The own certificate and key, where the server asks for them. */
	readonly clientCertificate: { readonly cert: string; readonly key: string } | null;
	/** Write answers to standard output. */
	readonly echo: boolean;
	/** gzip. */
	readonly compress: boolean;
	readonly keepAlive: boolean;
	/** How often an alert is sent again after a timeout. */
	readonly maxTimeouts: number;
}

/** The outputs that are enabled. */
export interface OutputsConfig {
	readonly stdout: boolean;
	readonly syslog: boolean;
	readonly file: FileOutputConfig | null;
	readonly program: ProgramOutputConfig | null;
	readonly http: HttpOutputConfig | null;
	/** Alerts that wait for an output before new ones are dropped, as with Falco; `null`: the source waits instead. */
	readonly queueCapacity: number | null;
	/** How long an output may take for an alert before it is given up. */
	readonly timeoutMs: number;
}

/** How alerts look, as far as the configuration decides it. */
export interface AlertsConfig {
	readonly shape: 'text' | 'json';
	readonly include: readonly OptionalProperty[];
	readonly time: 'clock' | 'iso';
}

/** Everything that falco.yaml and `-o` say to `run`. */
export interface RunConfig {
	/** In load order. */
	readonly plugins: readonly ConfiguredPlugin[];
	/** Files and directories, as written. */
	readonly rulesFiles: readonly string[];
	readonly selections: readonly RuleSelection[];
	readonly minimumPriority: Priority;
	readonly matching: RuleMatching;
	readonly alerts: AlertsConfig;
	readonly appendOutput: readonly AppendOutput[];
	readonly staticFields: Readonly<Record<string, string>>;
	readonly outputs: OutputsConfig;
}
