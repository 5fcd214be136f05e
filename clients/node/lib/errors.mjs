export class BotGatewayError extends Error {
  get name() {
    return this.constructor.name;
  }
}

export class BotGatewayConnectionError extends BotGatewayError {}

export class BotGatewayResponseError extends BotGatewayError {
  constructor(message, { status, headers }, error, retryAfter) {
    super(message);
    this.status = status;
    this.errors = error?.errors ?? [];
    this.moreErrors = error?.more_errors ?? 0;
    this.budget = error?.budget;
    this.resetsAt = error?.resets_at;
    this.requestId = headers.get("x-request-id") ?? error?.request_id;
    this.retryAfter = retryAfter;
  }
}
