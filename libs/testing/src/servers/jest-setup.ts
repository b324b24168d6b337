import { startServers, type TestServers } from './start-servers';

const holder: { servers?: TestServers } = {};

/** Lets a single file run by hand: `npm test` has started the servers already, and then nothing happens here. */
export async function startForJest(): Promise<void> {
  const given = process.env.TEST_DATABASE_URL !== undefined && process.env.TEST_REDIS_URL !== undefined;
  if (given || process.env.TEST_SERVERS === 'off' || holder.servers !== undefined) return;
  holder.servers = await startServers();
  Object.assign(process.env, holder.servers.env);
}

export async function stopForJest(): Promise<void> {
  await holder.servers?.stop();
  delete holder.servers;
}
