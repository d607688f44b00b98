// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/falcosecurity/plugin-sdk-go/pkg/sdk"
	"github.com/invopop/jsonschema"
)

// config is init_config of falco.yaml. Its schema is made from the tags.
type config struct {
	Debug bool `json:"debug" jsonschema:"title=Debug messages,description=Write what the plugin does to the standard error output.,default=false"`
}

// InitSchema is the JSON schema against which Falco validates the configuration before Init.
func (p *Plugin) InitSchema() *sdk.SchemaInfo {
	reflector := jsonschema.Reflector{
		// One flat object: validators of C++ hosts need not follow references.
		Anonymous:                  true,
		DoNotReference:             true,
		ExpandedStruct:             true,
		RequiredFromJSONSchemaTags: true,
	}
	schema := reflector.Reflect(&config{})
	schema.Version = "http://json-schema.org/draft-07/schema#"
	text, err := json.Marshal(schema)
	if err != nil {
		// The type above decides alone whether this can happen, so the tests would have found it.
		panic(err)
	}
	return &sdk.SchemaInfo{Schema: string(text)}
}

// parseConfig reads a configuration; none at all is that of the defaults. Falco validates first, other hosts need not.
func parseConfig(text string) (config, error) {
	var cfg config
	if text == "" {
		return cfg, nil
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&cfg); err != nil {
		return config{}, fmt.Errorf("configuration: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return config{}, errors.New("configuration: more than one JSON value")
	}
	return cfg, nil
}

// debugf writes a line if the configuration asks for it. The SDK does not give plugins the log of Falco, which writes to
// the standard error output as well.
func (p *Plugin) debugf(format string, args ...any) {
	if p.config.Debug {
		fmt.Fprintf(os.Stderr, pluginName+": "+format+"\n", args...)
	}
}
