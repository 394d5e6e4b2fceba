import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';

/**
 * Refuses a picture that is not at one of `IMAGE_ORIGINS`: this program fetches it, so a stolen service token must not choose from where.
 * @throws AppError `INVALID_INPUT` with `not_allowed` for each of them.
 */
export function assertImagesAllowed(
  { imageOrigins }: Pick<Deps['settings'], 'imageOrigins'>,
  products: readonly { readonly imageUrl?: string | undefined }[],
): void {
  const strange = products.flatMap(({ imageUrl }, index) =>
    imageUrl === undefined || imageOrigins.includes(new URL(imageUrl).origin)
      ? []
      : [`products.${index}.imageUrl`],
  );
  if (strange.length === 0) return;
  throw new AppError('INVALID_INPUT', Object.fromEntries(strange.map((field) => [field, ['not_allowed']])));
}
