// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/falcosecurity/plugin-sdk-go/pkg/sdk"
)

// record is the payload of an event, a JSON object. Its members are decoded when they are asked for.
type record map[string]json.RawMessage

func parseRecord(payload []byte) (record, error) {
	if !utf8.Valid(payload) {
		return nil, errors.New("not UTF-8")
	}
	var r record
	if err := json.Unmarshal(payload, &r); err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errors.New("null is no object")
	}
	return r, nil
}

// member is the member of this name; false if there is none of this type.
func member[T any](r record, name string) (T, bool) {
	return decode[T](r[name])
}

func decode[T any](raw json.RawMessage) (T, bool) {
	var value, none T
	if len(raw) == 0 || string(raw) == "null" || json.Unmarshal(raw, &value) != nil {
		return none, false
	}
	// A string with a NUL would reach Falco cut off.
	if text, isText := any(value).(string); isText && strings.ContainsRune(text, 0) {
		return none, false
	}
	return value, true
}

// strings is the strings of an array.
func (r record) strings(name string) []string {
	elements, _ := member[[]json.RawMessage](r, name)
	var texts []string
	for _, element := range elements {
		if text, ok := decode[string](element); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// latestEvent is the event that was decoded last: Falco asks for its fields one after the other.
type latestEvent struct {
	payload []byte
	record  record
	buffer  bytes.Buffer
}

// read decodes an event, unless it has the payload of the one before. The number of an event would not do to know it
// again: numbers begin anew with each capture.
func (l *latestEvent) read(evt sdk.EventReader) (record, error) {
	l.buffer.Reset()
	if _, err := l.buffer.ReadFrom(evt.Reader()); err != nil {
		return nil, err
	}
	if l.record != nil && bytes.Equal(l.payload, l.buffer.Bytes()) {
		return l.record, nil
	}
	r, err := parseRecord(l.buffer.Bytes())
	if err != nil {
		return nil, fmt.Errorf("event %d: the payload is not a JSON object: %w", evt.EventNum(), err)
	}
	l.payload = append(l.payload[:0], l.buffer.Bytes()...)
	l.record = r
	return r, nil
}
