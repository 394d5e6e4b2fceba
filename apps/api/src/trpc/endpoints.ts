import {
  createdEndpointSchema,
  createEndpointSchema,
  deletedEndpointSchema,
  deliveryPageSchema,
  endpointRefSchema,
  endpointSchema,
  endpointsSchema,
  listDeliveriesSchema,
  listEndpointsSchema,
  replayedSchema,
  replaySchema,
  rotateSecretSchema,
  tryingSchema,
  updateEndpointSchema,
} from '@checkout/schemas/endpoint';
import { testEndpoint } from '../service/endpoint-test.ts';
import {
  createEndpoint,
  deleteEndpoint,
  listDeliveries,
  listEndpoints,
  replay,
  rotateSecret,
  updateEndpoint,
} from '../service/endpoints.ts';
import { router, serviceProcedure } from './procedures.ts';

const procedure = serviceProcedure('events');

export const endpointsRouter = router({
  create: procedure
    .input(createEndpointSchema)
    .output(createdEndpointSchema)
    .mutation(({ ctx, input }) => createEndpoint(ctx.deps, input, ctx.actor)),

  list: procedure
    .input(listEndpointsSchema)
    .output(endpointsSchema)
    .query(({ ctx }) => listEndpoints(ctx.deps)),

  update: procedure
    .input(updateEndpointSchema)
    .output(endpointSchema)
    .mutation(({ ctx, input }) => updateEndpoint(ctx.deps, input, ctx.actor)),

  delete: procedure
    .input(endpointRefSchema)
    .output(deletedEndpointSchema)
    .mutation(async ({ ctx, input }) => {
      await deleteEndpoint(ctx.deps, input.endpointId, ctx.actor);
      return input;
    }),

  rotateSecret: procedure
    .input(rotateSecretSchema)
    .output(createdEndpointSchema)
    .mutation(({ ctx, input }) => rotateSecret(ctx.deps, input, ctx.actor)),

  /** Sends one made-up event of no session now, and returns what was answered. */
  test: procedure
    .input(endpointRefSchema)
    .output(tryingSchema)
    .mutation(({ ctx, input }) => testEndpoint(ctx.deps, input.endpointId)),

  deliveries: procedure
    .input(listDeliveriesSchema)
    .output(deliveryPageSchema)
    .query(({ ctx, input }) => listDeliveries(ctx.deps, input)),

  replay: procedure
    .input(replaySchema)
    .output(replayedSchema)
    .mutation(({ ctx, input }) => replay(ctx.deps, input, ctx.actor)),
});
