import type { Template } from '../template.ts';

/** Go with plugin-sdk-go v0.8.3, which supports sourcing and extraction only (facts/abi.md 5). */
export const GO_TEMPLATE: Template = {
	language: 'go',
	version: 2,
	capabilities: ['source', 'extract'],
	files: [
		{ from: 'go/go.mod.ejs', to: 'go.mod' },
		{ from: 'go/go.sum', to: 'go.sum' },
		{ from: 'go/main.go.ejs', to: 'main.go' },
		{ from: 'go/config.go', to: 'config.go' },
		{ from: 'go/config_test.go', to: 'config_test.go' },
		{ from: 'go/logins.go', to: 'logins.go', when: ['source'] },
		{ from: 'go/source.go', to: 'source.go', when: ['source'] },
		{ from: 'go/source_test.go', to: 'source_test.go', when: ['source'] },
		{ from: 'go/stream_pull.go', to: 'stream.go', when: ['pull'] },
		{ from: 'go/stream_push.go', to: 'stream.go', when: ['push'] },
		{ from: 'go/record.go', to: 'record.go', when: ['extract'] },
		{ from: 'go/extract.go.ejs', to: 'extract.go', when: ['extract'] },
		{ from: 'go/extract_test.go.ejs', to: 'extract_test.go', when: ['extract'] },
	],
	build: {
		command: ['go', 'build', '-buildmode=c-shared', '-trimpath'],
		output: (name) => `build/lib${name}.so`,
		outputFlag: '-o',
	},
	unitTests: 'go test ./...       # unit tests',
	debugOutput: 'the standard error output',
	sdk: 'plugin-sdk-go v0.8.3',
	container: {
		image: 'golang:1.25-bookworm',
		packages: [],
		// In a container the checkout belongs to another user, and git then says nothing about it to go.
		environment: [['GOFLAGS', '-buildvcs=false']],
		unitTests: 'go vet ./... && go test ./...',
	},
	devContainer: { image: 'mcr.microsoft.com/devcontainers/go:1-bookworm' },
	extensions: ['golang.go', 'redhat.vscode-yaml'],
};
