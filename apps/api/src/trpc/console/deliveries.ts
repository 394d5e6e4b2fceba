import {
  deadWebhooksSchema,
  replayEventsSchema,
  replayedWebhooksSchema,
  replayWebhooksSchema,
} from '@checkout/schemas/console-action';
import {
  consoleCreateEndpointSchema,
  consoleEndpointActionSchema,
  consoleRotateSecretSchema,
  consoleUpdateEndpointSchema,
} from '@checkout/schemas/console-settings';
import {
  createdEndpointSchema,
  deletedEndpointSchema,
  deliveryPageSchema,
  endpointSchema,
  endpointsSchema,
  listDeliveriesSchema,
  replayedSchema,
  tryingSchema,
} from '@checkout/schemas/endpoint';
import { listDeadWebhooks, replayEvents, replayWebhooks } from '../../operators/deliveries.ts';
import { listShownDeliveries, operateEndpoint } from '../../operators/endpoints.ts';
import { testEndpoint } from '../../service/endpoint-test.ts';
import {
  createEndpoint,
  deleteEndpoint,
  listEndpoints,
  rotateSecret,
  updateEndpoint,
} from '../../service/endpoints.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

export const webhooksRouter = consoleRouterOf({
  list: permittedProcedure('view')
    .output(deadWebhooksSchema)
    .query(({ ctx }) => listDeadWebhooks(ctx.deps)),

  replay: permittedProcedure('replay')
    .input(replayWebhooksSchema)
    .output(replayedWebhooksSchema)
    .mutation(({ ctx, input }) => replayWebhooks(ctx.deps, ctx.acting, input)),
});

export const consoleEndpointsRouter = consoleRouterOf({
  list: permittedProcedure('view')
    .output(endpointsSchema)
    .query(({ ctx }) => listEndpoints(ctx.deps)),

  deliveries: permittedProcedure('view')
    .input(listDeliveriesSchema)
    .output(deliveryPageSchema)
    .query(({ ctx, input }) => listShownDeliveries(ctx.deps, ctx.acting, input)),

  replay: permittedProcedure('replay')
    .input(replayEventsSchema)
    .output(replayedSchema)
    .mutation(({ ctx, input }) => replayEvents(ctx.deps, ctx.acting, input)),

  create: permittedProcedure('endpoints')
    .input(consoleCreateEndpointSchema)
    .output(createdEndpointSchema)
    .mutation(({ ctx, input: { reason, ...input } }) =>
      operateEndpoint(ctx, { action: 'creation', reason }, (actor) => createEndpoint(ctx.deps, input, actor)),
    ),

  /** Also pauses and resumes. */
  update: permittedProcedure('endpoints')
    .input(consoleUpdateEndpointSchema)
    .output(endpointSchema)
    .mutation(({ ctx, input: { reason, ...input } }) =>
      operateEndpoint(ctx, { action: 'update', endpointId: input.endpointId, reason }, (actor) =>
        updateEndpoint(ctx.deps, input, actor),
      ),
    ),

  delete: permittedProcedure('endpoints')
    .input(consoleEndpointActionSchema)
    .output(deletedEndpointSchema)
    .mutation(({ ctx, input: { reason, endpointId } }) =>
      operateEndpoint(ctx, { action: 'deletion', endpointId, reason }, async (actor) => {
        await deleteEndpoint(ctx.deps, endpointId, actor);
        return { endpointId };
      }),
    ),

  rotateSecret: permittedProcedure('endpoints')
    .input(consoleRotateSecretSchema)
    .output(createdEndpointSchema)
    .mutation(({ ctx, input: { reason, ...input } }) =>
      operateEndpoint(ctx, { action: 'rotation', endpointId: input.endpointId, reason }, (actor) =>
        rotateSecret(ctx.deps, input, actor),
      ),
    ),

  test: permittedProcedure('endpoints')
    .input(consoleEndpointActionSchema)
    .output(tryingSchema)
    .mutation(({ ctx, input: { reason, endpointId } }) =>
      operateEndpoint(ctx, { action: 'test', endpointId, reason }, () => testEndpoint(ctx.deps, endpointId)),
    ),
});
