import { LARGEST_LOGO_BYTES, UPLOADED_LOGO } from '@checkout/schemas/console-page';
import { useId, useState } from 'react';
import { useMessages } from '../../messages/speech.tsx';
import { Choice } from './choice.tsx';

type LogoFieldProps = {
  readonly pictures: readonly string[];
  readonly value: string;
  readonly onChange: (name: string) => void;
  /** The picture as base64. */
  readonly onUpload: (logo: string) => void;
  readonly problem: string | undefined;
};

/** A picture of the deployment, or one from here. */
export function LogoField({ pictures, value, onChange, onUpload, problem }: LogoFieldProps) {
  const { pageSettings: words } = useMessages();
  const [isTooLarge, setTooLarge] = useState(false);
  const id = useId();
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setTooLarge(file.size > LARGEST_LOGO_BYTES);
    if (file.size > LARGEST_LOGO_BYTES) return;
    onUpload(base64Of(new Uint8Array(await file.arrayBuffer())));
    onChange(UPLOADED_LOGO);
  };
  const names = pictures.includes(value) || value === '' ? pictures : [...pictures, value];
  return (
    <>
      <Choice
        label={words.fields.logo}
        value={value}
        onChange={onChange}
        options={names.map((name) => [name, name === UPLOADED_LOGO ? words.uploaded : name])}
      />
      <div className="field">
        <label htmlFor={id}>{words.upload}</label>
        <input
          id={id}
          type="file"
          className="control"
          accept="image/png,image/jpeg,image/webp"
          aria-invalid={isTooLarge || problem !== undefined || undefined}
          aria-describedby={`${id}-problem ${id}-hint`}
          onChange={({ target }) => void choose(target.files?.[0])}
        />
        <p className="problem" id={`${id}-problem`}>
          {isTooLarge ? words.tooLarge : problem}
        </p>
        <p className="hint" id={`${id}-hint`}>
          {words.uploadHint}
        </p>
      </div>
    </>
  );
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
