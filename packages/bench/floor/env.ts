/** What the floor is told, in the same names as the api. */
export function readFloorEnvironment() {
  const { DATABASE_URL, INFLOW_API_KEY, INFLOW_API_BASE_URL, INFLOW_CARD_BASE_URL, INFLOW_CONFIRMATION } =
    process.env;
  if (!DATABASE_URL || !INFLOW_API_KEY || !INFLOW_API_BASE_URL || !INFLOW_CARD_BASE_URL)
    throw new Error('The floor is started by the benchmark');
  return {
    databaseUrl: DATABASE_URL,
    apiKey: INFLOW_API_KEY,
    apiUrl: INFLOW_API_BASE_URL,
    cardUrl: INFLOW_CARD_BASE_URL,
    automatic: INFLOW_CONFIRMATION === 'automatic',
  };
}
