import type { NativeHost } from '../../../harness/native/native-host.ts';
import type { RunSource } from '../plan.ts';
import type { SourceChannel } from './channel.ts';

/** What plugins log and what they do to their owner that no host allows. */
export class PluginTalk {
	readonly #host: NativeHost;
	readonly #source: string;
	readonly #channel: SourceChannel;
	readonly #violations = new Set<string>();

	constructor(host: NativeHost, source: RunSource, channel: SourceChannel) {
		this.#host = host;
		this.#source = source.name;
		this.#channel = channel;
	}

	/** Tells what is new. Each kind of violation once. */
	async tell(): Promise<void> {
		for (const { component, message, severity } of this.#host.logs()) {
			await this.#channel.deliver({
				kind: 'log',
				source: this.#source,
				component: 'latin1' in component ? textOf(component.latin1) : null,
				message: 'latin1' in message ? textOf(message.latin1) : '',
				severity,
			});
		}
		for (const { kind, text } of this.#host.violations()) {
			if (this.#violations.has(kind)) continue;
			this.#violations.add(kind);
			const message = `a plugin did what no host allows: ${text} (${kind})`;
			await this.#channel.deliver({ kind: 'warning', source: this.#source, plugin: null, message });
		}
	}
}

function textOf(latin1: string): string {
	return Buffer.from(latin1, 'latin1').toString('utf8');
}
