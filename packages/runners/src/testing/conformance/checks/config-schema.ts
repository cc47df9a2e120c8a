import type {RunnerCheck} from '../runner-check.js';

/** As kflow itself compiles a schema and checks a config. */
export const configSchemaCheck: RunnerCheck = {
  title: 'its configSchema is a JSON Schema, and accepts the config',
  async problems(runner, {config}) {
    const {configSchema} = runner;
    if (configSchema === undefined) return [];
    const dialect = String((configSchema as {$schema?: unknown}).$schema ?? '');
    const {Ajv} = /draft\/20\d\d-/.test(dialect)
      ? {Ajv: (await import('ajv/dist/2020.js')).Ajv2020}
      : await import('ajv');
    const ajv = new Ajv({allErrors: true, strict: false, validateFormats: false, logger: false});
    try {
      const accepts = ajv.compile(configSchema);
      if (accepts(config)) return [];
      return [`the config is refused: ${ajv.errorsText(accepts.errors, {dataVar: 'config'})}`];
    } catch (error) {
      return [`it is no valid JSON Schema: ${(error as Error).message}`];
    }
  },
};
