import { type INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import { type Server, type ServerOptions } from 'socket.io';

/** Socket.IO for one process, or over Redis Streams so that every replica reaches every client. */
export class SocketAdapter extends IoAdapter {
  private redis: Redis | null = null;

  constructor(
    app: INestApplicationContext,
    private readonly redisUrl: string | null,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const safe: Partial<ServerOptions> = { ...options, serveClient: false, maxHttpBufferSize: 100_000 };
    const server = super.createIOServer(port, safe as ServerOptions) as Server;
    if (this.redisUrl !== null) {
      this.redis = new Redis(this.redisUrl, { maxRetriesPerRequest: null });
      this.redis.on('error', () => undefined);
      server.adapter(createAdapter(this.redis, { streamName: 'minsheng:sockets', maxLen: 10_000 }));
    }
    return server;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    this.redis?.disconnect();
  }
}
