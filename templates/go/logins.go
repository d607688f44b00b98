// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"time"
)

// login is an event of the sample. Its payload is a JSON object.
type login struct {
	Seq     uint64   `json:"seq"`
	Time    int64    `json:"time"`
	User    string   `json:"user"`
	Address string   `json:"address"`
	Success bool     `json:"success"`
	Groups  []string `json:"groups"`
}

// logins is what they look like, in turns.
var logins = []login{
	{User: "alice", Address: "198.51.100.7", Groups: []string{"staff", "wheel"}, Success: true},
	{User: "root", Address: "192.0.2.66", Groups: []string{}, Success: false},
	{User: "bob", Address: "2001:db8::b0b", Groups: []string{"staff"}, Success: true},
	{User: "mallory", Address: "203.0.113.9", Groups: []string{}, Success: false},
}

// firstLogin is a millisecond before the first of them; they are a millisecond apart.
var firstLogin = time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)

// makeLogin makes up the login of a number, counted from 1: when it happened, and its payload.
func makeLogin(number uint64) (time.Time, []byte, error) {
	at := firstLogin.Add(time.Duration(number) * time.Millisecond)
	l := logins[(number-1)%uint64(len(logins))]
	l.Seq = number
	l.Time = at.UnixNano()
	payload, err := json.Marshal(l)
	return at, payload, err
}
