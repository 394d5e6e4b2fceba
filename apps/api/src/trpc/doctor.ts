import { checkSchema, examinationSchema, repairedSchema, repairSchema } from '@checkout/schemas/doctor';
import { examine } from '../service/doctor/check.ts';
import { repair } from '../service/doctor/repair.ts';
import { router, serviceProcedure } from './procedures.ts';

export const doctorRouter = router({
  /** For monitors: what may read metrics may read this. */
  check: serviceProcedure('metrics')
    .meta({ turn: 'read' })
    .input(checkSchema)
    .output(examinationSchema)
    .query(({ ctx }) => examine(ctx.deps, ctx)),

  repair: serviceProcedure('events')
    .input(repairSchema)
    .output(repairedSchema)
    .mutation(({ ctx }) => repair(ctx.deps, ctx.actor)),
});
