import type { Plugin } from 'vite';

/**
 * tRPC's client counts its WebSocket connections in a static field, and so keeps their class in every bundle. The console opens none: without
 * that field's assignment the class is left out.
 */
export function withoutWebSockets(): Plugin {
  return {
    name: 'without-web-sockets',
    apply: 'build',
    transform: {
      filter: { id: /@trpc[\\/]client[\\/]dist[\\/]wsLink/ },
      handler: (code) => ({
        code: code.replace('\n_defineProperty(WsConnection, "connectCount", 0);', '\n'),
        map: null,
      }),
    },
  };
}
