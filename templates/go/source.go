// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/falcosecurity/plugin-sdk-go/pkg/sdk"
	"github.com/falcosecurity/plugin-sdk-go/pkg/sdk/plugins/source"
)

const (
	defaultCount = 100
	maxCount     = 1_000_000_000

	// More events per batch cost less per event; a batch that waits to be filled delays the events in it.
	batchSize = 64
	// Bytes of the longest payload. The SDK allocates all of them, times batchSize, when a stream is opened.
	maxPayload = 4096
)

// OpenParams suggests values for open_params.
func (p *Plugin) OpenParams() ([]sdk.OpenParam, error) {
	return []sdk.OpenParam{{Value: strconv.Itoa(defaultCount), Desc: "Number of logins to generate"}}, nil
}

// Open opens a stream of events. All that it needs comes from its parameter: the SDK calls it on the plugin that was
// initialised last, which need not be the one that Falco means.
func (p *Plugin) Open(params string) (source.Instance, error) {
	count, err := parseCount(params)
	if err != nil {
		return nil, err
	}
	p.debugf("opened for %d logins", count)
	return newStream(count).open()
}

// parseCount reads a whole number of logins.
func parseCount(text string) (uint64, error) {
	if text == "" {
		return defaultCount, nil
	}
	count, err := strconv.ParseUint(text, 10, 64)
	if err != nil || count > maxCount {
		return 0, fmt.Errorf("open parameters: not a number of logins from 0 to %d", maxCount)
	}
	return count, nil
}

// String is one line for `evt.plugininfo`: the payload, with everything but printable ASCII made harmless.
func (p *Plugin) String(evt sdk.EventReader) (string, error) {
	var payload bytes.Buffer
	if _, err := payload.ReadFrom(evt.Reader()); err != nil {
		return "", err
	}
	line := payload.Bytes()
	for i, c := range line {
		if c < ' ' || c > '~' {
			line[i] = '.'
		}
	}
	return string(line), nil
}
