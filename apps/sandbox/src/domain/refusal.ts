/** The body of an error response, in Inflow's documented form. */
export type ErrorBody = {
  readonly statusCode: number;
  readonly message: string | readonly string[];
  readonly error: string;
};

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export const reasonOf = (statusCode: number): string => reasons[statusCode] ?? 'Error';

export const errorBody = (statusCode: number, message: string | readonly string[]): ErrorBody => ({
  statusCode,
  message,
  error: reasonOf(statusCode),
});

/** Thrown when a request is refused; the HTTP layer turns it into the response. */
export class Refusal extends Error {
  readonly body: ErrorBody;

  constructor(statusCode: number, message: string | readonly string[]) {
    super(typeof message === 'string' ? message : message.join('; '));
    this.name = 'Refusal';
    this.body = errorBody(statusCode, message);
  }
}

export const notFound = (what: string): Refusal => new Refusal(404, `${what} not found`);
export const badRequest = (message: string | readonly string[]): Refusal => new Refusal(400, message);
