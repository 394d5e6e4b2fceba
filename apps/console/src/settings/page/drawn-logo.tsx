import { useEffect, useRef } from 'react';

/** A picture of which the page has the bytes (base64, or a data: URL). Drawn, because the console's policy loads none but its own. */
export function DrawnLogo({ picture }: { picture: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isLeft = false;
    const bytes = Uint8Array.from(atob(picture.slice(picture.indexOf(',') + 1)), (letter) =>
      letter.charCodeAt(0),
    );
    createImageBitmap(new Blob([bytes])).then(
      (image) => {
        if (isLeft || canvas.current === null) return;
        canvas.current.width = image.width;
        canvas.current.height = image.height;
        canvas.current.getContext('2d')?.drawImage(image, 0, 0);
      },
      // No picture: the server will refuse it.
      () => undefined,
    );
    return () => {
      isLeft = true;
    };
  }, [picture]);
  return <canvas ref={canvas} className="page-logo" />;
}
