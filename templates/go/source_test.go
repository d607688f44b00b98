// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/falcosecurity/plugin-sdk-go/pkg/sdk"
)

// payloadReader is an event with a payload, as Falco hands it to the plugin.
type payloadReader struct {
	number  uint64
	payload []byte
}

func (r payloadReader) EventNum() uint64      { return r.number }
func (r payloadReader) Timestamp() uint64     { return 0 }
func (r payloadReader) Reader() io.ReadSeeker { return bytes.NewReader(r.payload) }

func TestOpenRefusesWhatIsNoNumber(t *testing.T) {
	for _, params := range []string{"-1", "many", " 1", "1x", "0x10", "1000000001"} {
		var p Plugin
		if _, err := p.Open(params); err == nil {
			t.Errorf("Open(%q) succeeds", params)
		}
	}
}

func TestStreamEndsAfterTheLastEvent(t *testing.T) {
	for params, want := range map[string]int{"": defaultCount, "0": 0, "64": 64, "1000": 1000} {
		var p Plugin
		instance, err := p.Open(params)
		if err != nil {
			t.Fatal(err)
		}
		total := 0
		for err == nil || errors.Is(err, sdk.ErrTimeout) {
			var n int
			n, err = instance.NextBatch(&p, instance.Events())
			total += n
		}
		if total != want || !errors.Is(err, sdk.ErrEOF) {
			t.Errorf("Open(%q): %d events, then %v", params, total, err)
		}
		if n, err := instance.NextBatch(&p, instance.Events()); n != 0 || !errors.Is(err, sdk.ErrEOF) {
			t.Errorf("Open(%q): %d events and %v after the end", params, n, err)
		}
		instance.(sdk.Closer).Close()
		instance.Events().Free()
	}
}

func TestStreamCanBeClosedBeforeItsEnd(t *testing.T) {
	var p Plugin
	instance, err := p.Open("1000000")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := instance.NextBatch(&p, instance.Events()); err != nil && !errors.Is(err, sdk.ErrTimeout) {
		t.Fatal(err)
	}
	instance.(sdk.Closer).Close()
	instance.Events().Free()
}

func TestLoginsComeInTurns(t *testing.T) {
	at, payload, err := makeLogin(1)
	want := `{"seq":1,"time":1735689600001000000,"user":"alice","address":"198.51.100.7","success":true,"groups":["staff","wheel"]}`
	if err != nil || string(payload) != want || at.UnixNano() != 1735689600001000000 {
		t.Errorf("makeLogin(1): %v %s %v", at, payload, err)
	}
}

func TestStringIsOneHarmlessLine(t *testing.T) {
	var p Plugin
	text, err := p.String(payloadReader{payload: []byte("a\nb\x00c\x1b[0m")})
	if err != nil || text != "a.b.c.[0m" {
		t.Errorf("String: %q %v", text, err)
	}
}
