// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/falcosecurity/plugin-sdk-go/pkg/sdk/plugins/source"
)

// stream makes up logins in a goroutine of its own and pushes them to the SDK. Put your own source of events in its place:
// a server, a subscription, anything that calls you.
type stream struct {
	produced atomic.Uint64
	count    uint64
}

func newStream(count uint64) *stream {
	return &stream{count: count}
}

func (s *stream) open() (source.Instance, error) {
	ctx, cancel := context.WithCancel(context.Background())
	events := make(chan source.PushEvent, batchSize)
	var running sync.WaitGroup
	running.Add(1)
	go func() {
		defer running.Done()
		s.push(ctx, events)
	}()
	stop := func() {
		cancel()
		// A goroutine that outlives its stream would push into the next one.
		running.Wait()
	}
	instance, err := source.NewPushInstance(
		events,
		source.WithInstanceBatchSize(batchSize),
		source.WithInstanceEventSize(maxPayload),
		source.WithInstanceProgress(s.progress),
		source.WithInstanceClose(stop),
	)
	if err != nil {
		stop()
		return nil, err
	}
	return instance, nil
}

// push sends all events, or those until the context is done. Closing the channel ends the stream; an event with an error
// ends it too, and the SDK drops the events before it that are still in the batch.
func (s *stream) push(ctx context.Context, events chan<- source.PushEvent) {
	defer close(events)
	for number := uint64(1); number <= s.count; number++ {
		at, payload, err := makeLogin(number)
		select {
		case events <- source.PushEvent{Data: payload, Timestamp: at, Err: err}:
			s.produced.Store(number)
		case <-ctx.Done():
			return
		}
	}
}

// progress is how much of the stream is pushed, as a part of 1 and as text.
func (s *stream) progress() (float64, string) {
	produced := s.produced.Load()
	text := fmt.Sprintf("%d/%d", produced, s.count)
	if s.count == 0 {
		return 1, text
	}
	return float64(produced) / float64(s.count), text
}
