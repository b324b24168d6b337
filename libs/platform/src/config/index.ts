export { AppConfig, loadConfig } from './app-config';
export { ENV_DOC, parseEnv } from './env.dto';
