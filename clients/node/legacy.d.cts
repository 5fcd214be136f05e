/** Creates the `payload` of a request, from the variables `USER_PEM` and `PRIVATE_KEY_PASS` and the keys in the folder `BOT_GATEWAY_KEYS`. */
export function payloadToken(dataToCrypt?: unknown, body?: object): { token: string; signature: string };

/** Encrypts a text for the gateway. */
export function encryptData(data: string): string;

/** Signs a token with the client's private key. */
export function signToken(token: string): string;
