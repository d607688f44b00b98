// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"

	"github.com/falcosecurity/plugin-sdk-go/pkg/sdk"
	"github.com/falcosecurity/plugin-sdk-go/pkg/sdk/plugins/source"
)

// stream makes up logins, one whenever the SDK pulls. Put your own source of events in its place.
type stream struct {
	produced uint64
	count    uint64
}

func newStream(count uint64) *stream {
	return &stream{count: count}
}

func (s *stream) open() (source.Instance, error) {
	return source.NewPullInstance(
		s.pull,
		source.WithInstanceBatchSize(batchSize),
		source.WithInstanceEventSize(maxPayload),
		source.WithInstanceProgress(s.progress),
	)
}

// pull writes the next event. A live source that has nothing to give returns sdk.ErrTimeout after some 30 ms, and gives up
// when the context is done. Any other error than sdk.ErrEOF ends the stream, and the SDK drops the events before it that
// are still in the batch.
func (s *stream) pull(_ context.Context, evt sdk.EventWriter) error {
	if s.produced == s.count {
		return sdk.ErrEOF
	}
	at, payload, err := makeLogin(s.produced + 1)
	if err != nil {
		return err
	}
	if _, err := evt.Writer().Write(payload); err != nil {
		return err
	}
	evt.SetTimestamp(uint64(at.UnixNano()))
	s.produced++
	return nil
}

// progress is how much of the stream is read, as a part of 1 and as text.
func (s *stream) progress() (float64, string) {
	text := fmt.Sprintf("%d/%d", s.produced, s.count)
	if s.count == 0 {
		return 1, text
	}
	return float64(s.produced) / float64(s.count), text
}
