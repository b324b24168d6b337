export { Settings, SETTINGS_REFRESH_MS } from './settings';
export { SettingVersionEntity } from './setting-version.entity';
export { type SettingVersion, SettingVersions } from './setting-versions';
