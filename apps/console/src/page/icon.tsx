/** Drawn on a grid of 16, in the colour of the text around. Decoration: what it means stands beside it in words. */
const PATHS = {
  overview: 'M2 14h12M4 11V8M8 11V3M12 11V6',
  payments: 'M1.5 4h13v8h-13zM1.5 7h13M4 10h3',
  approvals:
    'M8 1.8 2.5 4v4c0 3.2 2.2 5.3 5.5 6.4C11.3 13.3 13.5 11.200 13.5 8V4zM5.600 8l1.700 1.700 3.200-3.400',
  attention: 'M8 2.2 14.500 13.500h-13zM8 6.500v3.500M8 11.700v.3',
  events: 'M8.800 1.500 3 9h4.500l-.800 5.500L13 7H8.300z',
  endpoints: 'M2 8h7M6.500 5 9.500 8l-3 3M12 3v10M14.500 3v10',
  exports: 'M8 2v8M5 7.200 8 10.200l3-3M2.500 13.500h11',
  settings: 'M2 4.500h6M12 4.500h2M10 2.700v3.600M2 11.500h2M8 11.500h6M6 9.700v3.600',
  link: 'M6.500 9.500l3-3M7 4.500l1.500-1.500a3 3 0 0 1 4.300 4.300L11.300 8.800M9 11.500 7.500 13a3 3 0 0 1-4.300-4.300l1.500-1.500',
  search: 'M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM10.500 10.500l3.500 3.500',
  menu: 'M2 4h12M2 8h12M2 12h12',
  good: 'M8 1.700a6.300 6.300 0 1 1 0 12.600A6.300 6.300 0 0 1 8 1.700zM5.200 8.200l2 2 3.700-4',
  wait: 'M8 1.700a6.300 6.300 0 1 1 0 12.600A6.300 6.300 0 0 1 8 1.700zM8 4.700V8l2.200 1.600',
  bad: 'M8 1.700a6.300 6.300 0 1 1 0 12.600A6.300 6.300 0 0 1 8 1.700zM5.800 5.800l4.400 4.400M10.200 5.800l-4.400 4.400',
  info: 'M8 1.700a6.300 6.300 0 1 1 0 12.600A6.300 6.300 0 0 1 8 1.700zM8 7.300v3.700M8 4.900v.3',
  neutral: 'M8 1.700a6.300 6.300 0 1 1 0 12.600A6.300 6.300 0 0 1 8 1.700zM5 8h6',
  undone: 'M5.500 3 2.500 6l3 3M2.500 6h7a4 4 0 0 1 0 8H6',
  person:
    'M8 2.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600zM2.700 14c.4-3 2.500-4.500 5.300-4.500s4.900 1.500 5.300 4.500',
  out: 'M6 2.500H2.500v11H6M7 8h7M11 5l3 3-3 3',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
