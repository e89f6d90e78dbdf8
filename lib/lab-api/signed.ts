/** Words that one part of Drydock gives another by way of a browser: JWTs (HS256), told apart by their audience. */
import { errors, jwtVerify, SignJWT } from 'jose';
import type { z } from 'zod';

export type Verified<T> =
  | { readonly ok: true; readonly value: T; readonly expiresAt: Date | null }
  | { readonly ok: false; readonly why: 'expired' | 'invalid' };

export async function sign(
  claims: Readonly<Record<string, unknown>>,
  secret: Uint8Array,
  { audience, seconds }: { readonly audience: string; readonly seconds?: number },
): Promise<string> {
  const token = new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setIssuedAt();
  return (seconds === undefined ? token : token.setExpirationTime(`${seconds}s`)).sign(secret);
}

export async function verify<T>(
  token: string,
  secret: Uint8Array,
  audience: string,
  schema: z.ZodType<T>,
): Promise<Verified<T>> {
  try {
    const { payload } = await jwtVerify(token, secret, { audience, algorithms: ['HS256'] });
    const parsed = schema.safeParse(payload);
    if (!parsed.success) return { ok: false, why: 'invalid' };
    return {
      ok: true,
      value: parsed.data,
      expiresAt: payload.exp === undefined ? null : new Date(payload.exp * 1000),
    };
  } catch (error) {
    return { ok: false, why: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
  }
}
