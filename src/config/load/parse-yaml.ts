// A module of its own: YAML is needed by few, and its package is loaded for them only.
export { parse as parseYaml } from 'yaml';
