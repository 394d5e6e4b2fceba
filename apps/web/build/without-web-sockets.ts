import type { Plugin } from 'vite';

/**
 * tRPC's client counts its WebSocket connections in a static field, and so keeps their class in every bundle. The page opens none: without
 * that field's assignment the class is left out, which is most of a kilobyte that a shopper waits for.
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
