// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"testing"
)

func TestInitTakesConfigurationsOfTheSchema(t *testing.T) {
	for text, debug := range map[string]bool{"": false, "{}": false, `{"debug": true}`: true} {
		var p Plugin
		if err := p.Init(text); err != nil || p.config.Debug != debug {
			t.Errorf("Init(%q): debug %v, error %v", text, p.config.Debug, err)
		}
	}
}

func TestInitRefusesEverythingElse(t *testing.T) {
	for _, text := range []string{`{"debug": "maybe"}`, `{"unknown": true}`, "[]", "{", "{} {}"} {
		var p Plugin
		if err := p.Init(text); err == nil {
			t.Errorf("Init(%q) succeeds", text)
		}
	}
}

func TestInitSchemaIsJSON(t *testing.T) {
	var schema struct {
		Type                 string         `json:"type"`
		Properties           map[string]any `json:"properties"`
		AdditionalProperties *bool          `json:"additionalProperties"`
	}
	var p Plugin
	if err := json.Unmarshal([]byte(p.InitSchema().Schema), &schema); err != nil {
		t.Fatal(err)
	}
	if schema.Type != "object" || schema.Properties["debug"] == nil || schema.AdditionalProperties == nil {
		t.Errorf("unexpected schema: %s", p.InitSchema().Schema)
	}
}

func TestLastErrorIsNeverNil(t *testing.T) {
	var p Plugin
	if p.LastError() == nil {
		t.Error("LastError is nil where nothing has failed")
	}
}
