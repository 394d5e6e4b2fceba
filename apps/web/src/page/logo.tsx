export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <path d="M6 19.5c3.3 0 3.3-4 6.7-4s3.3 4 6.6 4 3.4-4 6.7-4" />
    </svg>
  );
}
