import { repairByHandSchema } from '@checkout/schemas/console-settings';
import { examinationSchema, repairedSchema } from '@checkout/schemas/doctor';
import { repairByHand } from '../../operators/doctor.ts';
import { examine } from '../../service/doctor/check.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

export const consoleDoctorRouter = consoleRouterOf({
  check: permittedProcedure('doctor')
    .output(examinationSchema)
    .query(({ ctx }) => examine(ctx.deps, null)),

  repair: permittedProcedure('doctor')
    .input(repairByHandSchema)
    .output(repairedSchema)
    .mutation(({ ctx, input }) => repairByHand(ctx.deps, ctx.acting, input)),
});
