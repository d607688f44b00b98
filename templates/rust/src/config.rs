// SPDX-License-Identifier: Apache-2.0
//! The configuration: `init_config` of falco.yaml.

use falco_plugin::schemars::JsonSchema;
use serde::Deserialize;

/// Its schema, against which Falco validates the configuration, is derived from this type.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "falco_plugin::schemars")]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Write what the plugin does to the log of Falco, at severity debug.
    #[serde(default)]
    pub debug: bool,
}

impl Config {
    /// The SDK has one logger for all states of the plugin in a process: the one that is configured last decides.
    pub fn apply(&self) {
        log::set_max_level(if self.debug { log::LevelFilter::Debug } else { log::LevelFilter::Info });
        log::debug!("configured");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configurations_of_the_schema_are_taken() {
        for (text, debug) in [("{}", false), (r#"{"debug": true}"#, true), (r#"{"debug": false}"#, false)] {
            let config: Config = serde_json::from_str(text).unwrap();
            assert_eq!(config.debug, debug, "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [r#"{"debug": "maybe"}"#, r#"{"unknown": true}"#, "[1]", "1", "{"] {
            assert!(serde_json::from_str::<Config>(text).is_err(), "{text}");
        }
    }
}
